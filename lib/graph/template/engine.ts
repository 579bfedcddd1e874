/**
 * The one parser and the one renderer of templates: builder, checks and engine all go through here, so a preview shows what a run makes.
 * Rendering sees own properties only, opens no file, and has limits on size, time and nesting, so that a template can neither reach a
 * prototype, nor read the disk, nor stall a worker.
 */
import {
  analyzeSync,
  CaptureTag,
  Context,
  type Emitter,
  Liquid,
  filters as liquidFilters,
  type Template,
  Tokenizer,
  type TopLevelToken,
  TypeGuards,
  toValueSync,
} from "liquidjs";
import { isDeeperThan } from "../../base/storable";
import { asInstant } from "../../conditions/operators/date-operators";
import { OWN_FILTERS } from "./formats/all-formats";

/** Characters of a template. */
export const MAX_TEMPLATE = 100_000;
/** Characters of what a template renders to. */
export const MAX_OUTPUT = 2_000_000;
/** Blocks in blocks, brackets in brackets, lists and objects in each other. */
export const MAX_NESTING = 50;
/** What filters may build on the way, in characters and list members; also what one `capture` may hold. */
const MAX_MEMORY = 2_000_000;
/** Of one rendering, by the clock on the wall: long enough for a busy machine, short enough for the others on it. */
export const MAX_RENDER_MS = 1_000;
const MAX_CACHED = 1_000;

type FilterHandler = Extract<Parameters<Liquid["registerFilter"]>[1], (...values: never[]) => unknown>;

/** Others open files (`include`, `render`, `layout`, `block`), or hide blocks from the count of nesting (`liquid`). */
const TAGS = new Set([
  ...["assign", "break", "capture", "case", "comment", "continue", "cycle", "decrement", "echo", "for"],
  ...["if", "increment", "raw", "tablerow", "unless", "#"],
]);
const BLOCKS = new Set(["capture", "case", "comment", "for", "if", "tablerow", "unless"]);
/** These parse text as code, which checks cannot look into, or give something else each time. */
const REFUSED_FILTERS = /_exp$|^sample$/;

/** What a filter builds is held to the limit of memory by Liquid; what a block collects is not. */
class BoundedCapture extends CaptureTag {
  override *render(context: Context): Generator<unknown, void, string> {
    yield* super.render(context);
    const captured: unknown = (context.bottom() as Record<string, unknown>)[this.variable];
    context.memoryLimit.use(String(captured).length);
  }
}

const engine = new Liquid({
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: MAX_TEMPLATE,
  renderLimit: MAX_RENDER_MS,
  memoryLimit: MAX_MEMORY,
  // Days and hours are UTC in browser and server, whatever their own zones are.
  timezoneOffset: 0,
  locale: "en-US",
  // An empty set of partials: nothing is ever looked for on the disk.
  templates: {},
  outputEscape: showInText,
});
for (const name of Object.keys(engine.tags)) if (!TAGS.has(name)) delete engine.tags[name];
for (const name of Object.keys(engine.filters)) if (REFUSED_FILTERS.test(name)) engine.unregisterFilter(name);
engine.registerTag("capture", BoundedCapture);
const liquidDate = liquidFilters.date as FilterHandler;
engine.registerFilter("date", function (value: unknown, format: unknown, zone: unknown) {
  // Read as conditions read dates: what has no zone is UTC. Liquid would take it for the machine's own.
  const at = value === "now" || value === "today" ? Date.now() : asInstant(value);
  return Number.isNaN(at) ? value : liquidDate.call(this, new Date(at), format, zone);
});
for (const [name, filter] of OWN_FILTERS)
  engine.registerFilter(name, function (value: unknown, ...values: unknown[]) {
    this.context.memoryLimit.use(typeof value === "string" || Array.isArray(value) ? value.length : 1);
    return filter(value, ...values);
  });

/** Text shows lists and objects as JSON, and nothing where a value is missing. */
function showInText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "object") return String(value);
  if (isDeeperThan(value as never)) throw new Error("the value nests too deep to be shown");
  return JSON.stringify(value);
}

const parsed = new Map<string, Template[]>();

/** Throws with a message for people where the text does not parse, is too long or nests too deep. */
export function parseTemplate(text: string): Template[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (text.length > MAX_TEMPLATE)
    throw new Error(`it is longer than ${MAX_TEMPLATE.toLocaleString("en-US")} characters`);
  const tokens = topLevelTokens(text);
  const templates = engine.parser.parseTokens(tokens);
  if (parsed.size >= MAX_CACHED) parsed.clear();
  parsed.set(text, templates);
  return templates;
}

/** Text, outputs and tags in order. Throws where something is not closed, or nests too deep. */
export function topLevelTokens(text: string): TopLevelToken[] {
  const tokens = new Tokenizer(text, engine.options.operators).readTopLevelTokens(engine.options);
  let depth = 0;
  for (const token of tokens) {
    if (TypeGuards.isHTMLToken(token)) continue;
    if (TypeGuards.isTagToken(token)) depth += stepInto(token.name);
    if (Math.max(depth, bracketDepth(token.getText())) > MAX_NESTING)
      throw new Error(`it nests more than ${MAX_NESTING} deep`);
  }
  return tokens;
}

function stepInto(tag: string): number {
  if (BLOCKS.has(tag)) return 1;
  return tag.startsWith("end") ? -1 : 0;
}

function bracketDepth(text: string): number {
  let [depth, most] = [0, 0];
  for (const letter of text) {
    if (letter === "[" || letter === "(") most = Math.max(most, ++depth);
    else if (letter === "]" || letter === ")") depth--;
  }
  return most;
}

/** Collects what is rendered, up to the limit. */
class BoundedOutput implements Emitter {
  buffer = "";
  write(piece: unknown): void {
    this.buffer += showInText(piece);
    if (this.buffer.length > MAX_OUTPUT)
      throw new Error(`the text would be longer than ${MAX_OUTPUT.toLocaleString("en-US")} characters`);
  }
}

/** Throws where the template does not parse or breaks a limit. */
export function renderTemplate(text: string, scope: object): string {
  const context = new Context(scope, engine.options, { sync: true }, { liquid: engine });
  return toValueSync(
    engine.renderer.renderTemplates(parseTemplate(text), context, new BoundedOutput()),
  ) as string;
}

/** The value of what stands between `{{` and `}}`, with its own type. Throws as rendering does. */
export const evaluateExpression = (expression: string, scope: object): unknown =>
  engine.evalValueSync(expression, scope);

/** The paths of every variable that the template does not set itself. */
export const variablesOf = (text: string): (string | number)[][] =>
  engine.globalVariableSegmentsSync(parseTemplate(text)) as (string | number)[][];

export interface Access {
  /** Null where one is worked out: `orders[item.index]`. */
  keys: string[] | null;
  /** In the text. */
  begin: number;
  end: number;
}

/** Where the variables stand that the template does not set itself, in outputs, tags and filters. Throws where it does not parse. */
export function accessesOf(text: string): Access[] {
  const { globals } = analyzeSync(parseTemplate(text), { partials: false });
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return Object.values(globals)
    .flat()
    .map((variable) => {
      const begin = (lines[variable.location.row - 1] ?? 0) + variable.location.col - 1;
      const token = new Tokenizer(text.slice(begin), engine.options.operators).readValue();
      const keys = variable.segments.map((key) => (typeof key === "object" ? null : String(key)));
      return { keys: keys.includes(null) ? null : (keys as string[]), begin, end: begin + (token?.end ?? 0) };
    })
    .sort((a, b) => a.begin - b.begin);
}

/** Liquid's own message, for the end of a sentence. */
export const problemOf = (error: unknown): string =>
  (error as Error).message
    .split(", line:")[0]
    ?.replace(/\.$/, "")
    .replace(/^undefined filter: (.+)$/, 'there is no filter "$1"') ?? "it is not a template";

/** What stands between `{{` and `}}` where it is one variable: its keys, and the filters behind it as they are written. */
export interface OneVariable {
  keys: string[];
  filters: string;
  calls: FilterCall[];
}
/** A value behind a filter's colon: a literal, or other Liquid as it is written. */
export type FilterValue = ({ literal: string | number | boolean | null } | { liquid: string }) & {
  /** `allow_false: true` */
  key?: string;
};
export interface FilterCall {
  name: string;
  values: FilterValue[];
}

/** Null where it is more than a variable with literal keys, or no Liquid at all. */
export function readVariable(inner: string): OneVariable | null {
  try {
    const token = new Tokenizer(inner, engine.options.operators).readFilteredValue();
    const [access, ...others] = token.initial.postfix;
    if (others.length > 0 || !TypeGuards.isPropertyAccessToken(access) || access.variable !== undefined)
      return null;
    const keys = access.props.map(keyOf);
    if (keys.includes(null)) return null;
    const filters = inner.slice(access.end).trim();
    return { keys: keys as string[], filters, calls: token.filters.map(callOf) };
  } catch {
    return null;
  }
}

type Token = Parameters<typeof TypeGuards.isQuotedToken>[0];

function keyOf(token: Token): string | null {
  if (TypeGuards.isWordToken(token) || TypeGuards.isQuotedToken(token)) return token.content;
  return TypeGuards.isNumberToken(token) ? String(token.content) : null;
}

function callOf({ name, args }: { name: string; args: readonly unknown[] }): FilterCall {
  return {
    name,
    values: args.map((arg) =>
      Array.isArray(arg) ? { ...literalOf(arg[1] as Token), key: String(arg[0]) } : literalOf(arg as Token),
    ),
  };
}

function literalOf(token: Token): FilterValue {
  if (TypeGuards.isQuotedToken(token) || TypeGuards.isNumberToken(token)) return { literal: token.content };
  if (TypeGuards.isLiteralToken(token) && ["true", "false", "nil", "null"].includes(token.literal))
    return { literal: typeof token.content === "boolean" ? token.content : null };
  return { liquid: (token as { getText(): string } | undefined)?.getText() ?? "nil" };
}

/** The text of an output that is a text in quotation marks and nothing else. */
export function readQuotedText(inner: string): string | null {
  try {
    const { initial, filters } = new Tokenizer(inner, engine.options.operators).readFilteredValue();
    const [token, ...others] = initial.postfix;
    return TypeGuards.isQuotedToken(token) && others.length + filters.length === 0 ? token.content : null;
  } catch {
    return null;
  }
}
