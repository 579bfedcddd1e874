/** A template with some of its references led elsewhere, or made empty, and everything else as it was. */
import { templateEngine } from "#template-engine";
import { innerOf, type Reference, type ReferenceSource, rewritten, rootOf, splitRoot } from "./references";
import type { FilterCall } from "./template/engine";
import { fieldOfValue } from "./template/field-value";
import { literalText } from "./template/literal-text";
import type { TemplateEngine } from "./template/template-engine";
import { accessText } from "./template/write-liquid";

export interface Target {
  source: ReferenceSource;
  path: readonly string[];
}
/** Another field; null: empty; undefined: as it is. */
export type Decide = (reference: Target) => Target | null | undefined;

const engine = (): TemplateEngine => {
  const found = templateEngine();
  if (found === null) throw new Error("References are replaced before loadTemplateEngine() has ended.");
  return found;
};

/** Text that is not closed is left alone. */
export function replaceReferences(text: string, decide: Decide): string {
  const { topLevelTokens } = engine();
  try {
    return topLevelTokens(text)
      .map((token) => replaceInPiece(token.getText(), decide))
      .join("");
  } catch {
    return text;
  }
}

function replaceInPiece(raw: string, decide: Decide): string {
  const inner = innerOf(raw);
  if (inner === null && !raw.startsWith("{%")) return raw;
  const variable = inner === null ? null : engine().readVariable(inner);
  const { source, path } = splitRoot(variable?.keys ?? []);
  if (variable === null || source === null) return replaceAccesses(raw, decide);
  return replaceInReference({ kind: "reference", source, path, raw, ...variable }, decide);
}

/** Without its field, a field that stands in for it takes its place; without that too, the output is what it would show. */
function replaceInReference(reference: Reference, decide: Decide): string {
  const { source, path, raw } = reference;
  const target = decide({ source, path });
  const calls = reference.calls.flatMap((call) => replaceInCall(call, decide));
  const isSame = JSON.stringify(calls) === JSON.stringify(reference.calls);
  if (target !== null) {
    const led = target && { source: target.source, path: [...target.path] };
    return led === undefined && isSame ? raw : rewritten(reference, { ...led, calls });
  }
  const [first, ...rest] = calls;
  const standsIn = first?.name === "default" ? fieldOfValue(first.values[0] ?? { literal: null }) : null;
  if (standsIn !== null) return rewritten(reference, { ...standsIn, calls: rest });
  const isLiteral = calls.every(({ values }) => values.every((value) => "literal" in value));
  return isLiteral ? emptyText(rewritten(reference, { calls })) : replaceAccesses(raw, decide);
}

/** None where it would stand in with nothing. */
function replaceInCall(call: FilterCall, decide: Decide): FilterCall[] {
  const values = call.values.map((value) =>
    "liquid" in value ? { ...value, liquid: replaceAccesses(value.liquid, decide) } : value,
  );
  const [first] = values;
  return call.name === "default" && first && "liquid" in first && first.liquid === "nil"
    ? []
    : [{ ...call, values }];
}

export const keyOf = ({ source, path }: Target): string => JSON.stringify([source, path]);

/** What the output would show with its field missing: its default, for one. */
function emptyText(raw: string): string {
  try {
    return literalText(engine().renderTemplate(raw, {}), true);
  } catch {
    return "";
  }
}

/** Texts in quotation marks are passed over. */
const ACCESS =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.-])(?:trigger|steps)(?:\.[a-zA-Z_][\w-]*|\[\s*(?:\d+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\])*(?![\w-])/g;

function replaceAccesses(raw: string, decide: Decide): string {
  return raw.replace(ACCESS, (access) => {
    const { source, path } = splitRoot(
      /^["']/.test(access) ? [] : (engine().readVariable(access)?.keys ?? []),
    );
    const target = source === null ? undefined : decide({ source, path });
    if (target === undefined) return access;
    return target === null ? "nil" : accessText([...rootOf(target.source), ...target.path]);
  });
}
