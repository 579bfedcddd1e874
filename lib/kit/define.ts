/**
 * The only API a contributor needs to add a trigger, an action or an integration. Palette, picker, form, pages, validation,
 * sample data, API docs and contract tests all derive from what these functions return.
 */
import type { z } from "zod";
import type { JsonValue } from "../base/json";
import type { ConditionReport } from "../conditions/condition";
import type { HostLimit, RateLimit } from "./limits";
import type { OutgoingMail } from "./outgoing-mail";
import type { WebhookSource } from "./webhook";

export interface Faq {
  question: string;
  answer: string;
}

interface NodeCommon {
  /** Kebab-case; equals the file name. */
  slug: string;
  name: string;
  aliases?: readonly string[];
  /** One sentence, present tense, ending in a full stop. */
  summary: string;
  docsUrl: string;
  /** A lucide icon name. */
  icon: string;
  /** Card sentence, `{key}` slots are config values: "When anyone clicks a link in {message}". A part in brackets is left out where its fields are not shown. */
  sentence: string;
  /** Node types that go well with it, best first; at least four for a trigger. */
  pairsWith: readonly string[];
  faq: readonly Faq[];
}

/** One click on a link, as the catalogue of links counts it. */
export interface LinkClick {
  url: string | undefined;
  /** Undefined where the provider does not say. */
  machine: boolean | undefined;
  /** The message it was in. */
  source: { kind: string; id: string } | undefined;
  /** How people know that message. */
  subject: string | undefined;
}

/** An event worth testing a workflow with: the usual ones, and those that people forget. */
export interface TriggerExample {
  id: string;
  /** "Machine click". */
  name: string;
  /** What is special about it, in one sentence. */
  summary: string;
  /** As it would be on the wire. */
  payload: JsonValue;
}

export interface TriggerDefinition<C extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject>
  extends NodeCommon {
  /** The envelope's event type that this trigger listens to; indexed in the database. */
  event: string;
  /** The short answer on its page. */
  firesWhen: string;
  config: C;
  output: O;
  /** Provider payload to output, lenient and pure. Its result must satisfy `output`. */
  read: (payload: JsonValue) => z.input<O>;
  /** Pure second filter, after `event` matched. Absent: always. */
  matches?: (config: z.output<C>, output: z.output<O>) => boolean;
  /** For events that are clicks on links: branches are then offered by link. */
  links?: {
    /** The member of `output` that holds the address. */
    field: string;
    read: (output: z.input<O>) => LinkClick;
    /** The links of the sample's message, there before anything was clicked. */
    examples: readonly string[];
  };
  sample: z.output<O>;
  /** What is on the wire, as documented by the provider. */
  payloadExample: JsonValue;
  /** For the test bench, the most ordinary first. Absent: `payloadExample` alone. */
  examples?: readonly TriggerExample[];
}

export interface RetryPolicy {
  /** Tries in all, the first included. */
  maxAttempts: number;
  /** Wait before the second try, doubled for each further one, with jitter. */
  backoffMs: number;
  maxBackoffMs: number;
}

export interface ActionContext<Input = unknown, Connection = unknown> {
  input: Input;
  connection: Connection;
  /** Guarded: refuses private addresses (lib/outgoing). */
  fetch: typeof fetch;
  /** Guard for protocols that fetch cannot speak (SMTP): resolves and pins an allowed address or throws FatalError. */
  resolveHost: (host: string, port: number) => Promise<{ address: string; family: 4 | 6 }>;
  signal: AbortSignal;
  /** `<runId>:<nodeId>`: the same for every try of one step. */
  idempotencyKey: string;
  now: () => Date;
  /** 1 for the first try. Also counts re-entries after `waitUntil`. */
  attempt: number;
  /** The instant the step first started; a delay computes its end from it, so a restart changes nothing. */
  startedAt: Date;
  /** Resolves a template against trigger and steps; for inputs named in `lazyInputs`. */
  resolve: (template: JsonValue) => unknown;
  /**
   * Only in a rehearsal, where `fetch` records instead of sending: what cannot be done by fetch is handed to it instead of being done.
   * It throws.
   */
  rehearse?: ((mail: OutgoingMail) => never) | undefined;
  /** Only for actions that declare `claims`. */
  claim: (claim: ClaimWish) => Promise<Claim>;
  /** Only for actions that declare `evaluates`. JSONata on a piece of JSON; throws FatalError with what is wrong. */
  evaluate: (expression: string, data: JsonValue) => Promise<JsonValue | undefined>;
}

/** The right to go on, given once per key and window: to one run of the workflow, whichever worker executes it. */
export interface ClaimWish {
  /** Whoever asks with the same texts at the same node of the workflow asks for the same. */
  key: readonly string[];
  /** Somebody else's claim counts for so long. Null: for ever. */
  withinMs: number | null;
}
export interface Claim {
  /** True again for the run that has it, however often it asks: after a crash, too. */
  granted: boolean;
  /** Who has it. */
  runId: string;
  at: Date;
}

export interface ActionResult<Output> {
  output: Output;
  /** The way or ways out that are taken. Absent: the plain way. Empty list: none, the path ends here (a filter). */
  branch?: string | readonly string[];
  /** Settle this step only then; it is not run again. */
  waitUntil?: Date;
  /** For the run viewer: every condition with the value seen. */
  report?: ConditionReport;
  /** Only of an action that `loops`: its body is gone through once for each item. `output` is not looked at then. */
  loop?: LoopWish;
}

export interface LoopWish {
  items: readonly JsonValue[];
  /** Iterations that may be open at a time. */
  atOnce: number;
  /** A failed item ends the loop, which fails; else it is counted. */
  stops: boolean;
}

/** Inputs and output of a step that calculates: the form shows the result for the sample, and later steps know its fields. */
export interface Evaluates {
  /** Input with the expression; among `lazyInputs`, since it is no template. */
  expression: string;
  /** Input with what the expression reads. */
  data: string;
  /** Output. */
  result: string;
  /** Input that keeps the result's shape (lib/graph/result-shape.ts). */
  shape: string;
}

export interface ActionDefinition<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodObject = z.ZodObject,
  K extends z.ZodObject = z.ZodObject,
> extends NodeCommon {
  role: "logic" | "action" | "time" | "data";
  /** True where the integration's connection must be chosen. */
  connection?: K;
  input: I;
  output: O;
  sample: z.output<O>;
  /** Keys of `input` handed over with their templates unresolved. */
  lazyInputs?: readonly string[];
  /** It needs `claim`. `inputs`: what makes the key, as far as the form shows it; there it is shown put together. */
  claims?: { inputs: readonly string[] };
  /** It needs `evaluate`, and does nothing else. */
  evaluates?: Evaluates;
  /**
   * It is a loop. `list`: the input with its list, among `lazyInputs`; `item`: the output that holds the item of an iteration. `branching` has the ways
   * out `each` and `done`. The engine writes its outputs: item and index, or results, count and failed (lib/engine/loop-output.ts).
   */
  loops?: { list: string; item: string };
  branching?: {
    fixed: readonly { id: string; name: string }[];
    fromConfig?: string;
    /** While this key of the configuration has the value, all branches that fit are taken, not only the first. */
    all?: { key: string; is: JsonValue };
  };
  /** Key of an input and an output, both objects: the output has the members that the configuration names. */
  mirrors?: string;
  /** False for pure logic: no error way out is offered. */
  canFail: boolean;
  retry: RetryPolicy;
  /**
   * May the same call be made twice with the same idempotency key without a second effect that a person would notice? It decides what
   * happens to a try that was cut short and may have had its effect: true, it is repeated; false, the run asks. Authors may choose otherwise
   * per step (`options.whenInterrupted`). A try that *failed* is retried under `retry` either way.
   */
  safeToRepeat: boolean;
  timeoutMs: number;
  limits?: readonly RateLimit[];
  /** The keys of `input` that say what is called: the limits of known APIs (`hostLimits`) hold for it. */
  calls?: { url: string; method: string };
  run: (context: ActionContext<z.output<I>, z.output<K>>) => Promise<ActionResult<z.input<O>>>;
}

export interface ConnectionTest {
  ok: boolean;
  message: string;
}

/** One entry of a list that a service gives. */
export interface Choice {
  value: string;
  label: string;
  /** Small, beside the label: "private". */
  hint?: string;
}

type ConnectionContext<K> = Pick<
  ActionContext<unknown, K>,
  "connection" | "fetch" | "resolveHost" | "signal"
>;

export interface ConnectionDefinition<K extends z.ZodObject = z.ZodObject> {
  name: string;
  help: string;
  /** Secret members carry `.meta({ input: "secret" })`. */
  schema: K;
  test?: (context: ConnectionContext<z.output<K>>) => Promise<ConnectionTest>;
  /** Lists for inputs of the kind `choice`, by name; at most a thousand entries each. What they throw is shown to the user. */
  lists?: Readonly<Record<string, (context: ConnectionContext<z.output<K>>) => Promise<Choice[]>>>;
}

// The engine stores many definitions side by side, so their schemas must be erased. `any`, not `unknown`, because `run`, `read`
// and `matches` are contravariant; these aliases are the only place the kit gives up a type.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyTrigger = TriggerDefinition<any, any>;
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyAction = ActionDefinition<any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyConnection = ConnectionDefinition<any>;

export interface IntegrationDefinition<Id extends string = string> {
  /** Kebab-case: folder name, page slug and icon file name. */
  id: Id;
  name: string;
  summary: string;
  description: string;
  category: string;
  docsUrl: string;
  updatedOn: string;
  webhook?: WebhookSource;
  connection?: AnyConnection;
  /** The first that fits a call counts. */
  hostLimits?: readonly HostLimit[];
  triggers: readonly AnyTrigger[];
  actions: readonly AnyAction[];
}

export const defineTrigger = <C extends z.ZodObject, O extends z.ZodObject>(
  definition: TriggerDefinition<C, O>,
) => definition;
export const defineAction = <
  I extends z.ZodObject,
  O extends z.ZodObject,
  K extends z.ZodObject = z.ZodObject,
>(
  definition: ActionDefinition<I, O, K>,
) => definition;
export const defineConnection = <K extends z.ZodObject>(definition: ConnectionDefinition<K>) => definition;
export const defineIntegration = <const Id extends string>(definition: IntegrationDefinition<Id>) =>
  definition;
