import { bodyOf } from "./loops";
import type { WorkflowDocument } from "./workflow";

/** These, with the bodies of those that are loops: a loop is copied and cut with all that is in it. */
export function withBodies(document: WorkflowDocument, ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => [id, ...bodyOf(document, id)]))];
}
