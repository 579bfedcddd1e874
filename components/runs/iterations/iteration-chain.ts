/** Which iterations are around one, and which come before and after it. Pure. */
import type { IterationSummary, LoopView } from "@/lib/contracts/runs";
import { loopsAround } from "@/lib/graph/loops";
import { iterationOf, nodeIdOf, partsOf, stepKey } from "@/lib/graph/step-key";
import type { WorkflowDocument } from "@/lib/graph/workflow";

/** Keys from the outside to the inside, the iteration itself last; none where the document has no such loop. */
export function chainOf(document: WorkflowDocument, key: string): string[] {
  const loop = nodeIdOf(key);
  const loops = [...loopsAround(document, loop).reverse(), loop];
  const indexes = iterationOf(key).split(".");
  const isKey = indexes.length === loops.length && indexes.every((index) => /^\d+$/.test(index));
  return isKey ? loops.map((id, depth) => stepKey(id, indexes.slice(0, depth + 1).join("."))) : [];
}

export const loopOfIteration = (loops: readonly LoopView[], key: string): LoopView | undefined =>
  loops.find((loop) => loop.key === partsOf(key).loop);

/** What people look for first. */
export const needsALook = ({ status, needsAnswer }: IterationSummary): boolean =>
  status === "failed" || needsAnswer;

export interface Around {
  before: string | null;
  after: string | null;
  failedBefore: string | null;
  failedAfter: string | null;
}

/** By its place in the list, whether or not it has begun. */
export function aroundOf({ iterations }: LoopView, key: string): Around {
  const { index } = partsOf(key);
  const before = iterations.filter((each) => each.index < index);
  const after = iterations.filter((each) => each.index > index);
  return {
    before: before.at(-1)?.key ?? null,
    after: after[0]?.key ?? null,
    failedBefore: before.findLast(needsALook)?.key ?? null,
    failedAfter: after.find(needsALook)?.key ?? null,
  };
}
