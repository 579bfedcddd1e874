/** What of a loop a step can use: the item within the body, the results after it, and nothing of the body outside of it. */
import type { JsonValue } from "../base/json";
import type { OutputField } from "./descriptor";
import { loopsAround } from "./loops";
import { resolveTemplate, type Scope } from "./references";
import type { NodeId, WorkflowDocument } from "./workflow";

export type LoopSide = "each" | "done";

/** On which side of the loop a step stands. */
export const sideOf = (document: WorkflowDocument, loop: NodeId, id: NodeId): LoopSide =>
  loopsAround(document, id).includes(loop) ? "each" : "done";

/** The innermost loop whose body `source` is in and `id` is not: outside of it, the step has run as often as there were items. */
export function loopBetween(document: WorkflowDocument, source: NodeId, id: NodeId): NodeId | null {
  const around = loopsAround(document, id);
  return loopsAround(document, source).find((loop) => !around.includes(loop)) ?? null;
}

export const fieldsOn = (outputs: readonly OutputField[], side: LoopSide): OutputField[] =>
  outputs.filter(({ within }) => within === undefined || within === side);

/** The list that a loop would go through, as far as the values in the scope tell; a format in it may need an engine that is not there yet. */
export function listIn(list: JsonValue | undefined, scope: Scope): JsonValue[] | null {
  if (typeof list !== "string") return null;
  try {
    const found = resolveTemplate(list, scope);
    return Array.isArray(found) ? (found as JsonValue[]) : null;
  } catch {
    return null;
  }
}
