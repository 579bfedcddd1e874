/** Which of a run's records are needed to go on with it: not those of iterations that have ended. Pure. */
import { loopsAround } from "../graph/loops";
import {
  depthOf,
  iterationKey,
  iterationOf,
  nodeIdOf,
  partsOf,
  type StepKey,
  stepKey,
} from "../graph/step-key";
import type { WorkflowDocument } from "../graph/workflow";
import type { StepStatus } from "./run-store";

export interface KnownKey {
  key: StepKey;
  status: StepStatus;
}

/** Of `within`, which are all the records within loops; `outside` are those that are not. */
export function keysToGoOn(
  document: WorkflowDocument,
  { outside, within }: { outside: readonly KnownKey[]; within: readonly KnownKey[] },
): StepKey[] {
  const statuses = new Map([...outside, ...within].map(({ key, status }) => [key, status]));
  const isOpen = (loop: StepKey) => statuses.get(loop) === "waiting";
  return within.flatMap(({ key }) => {
    const loops = loopsAround(document, nodeIdOf(key)).toReversed();
    const isIteration = depthOf(key) > loops.length;
    const around = iterationsAround(loops, key);
    const isOver = around.some((iteration) => statuses.has(iteration) || !isOpen(partsOf(iteration).loop));
    return isOver || (isIteration && !isOpen(partsOf(key).loop)) ? [] : [key];
  });
}

/** The own keys of the iterations that a step or an iteration is in, the outermost first. */
function iterationsAround(loops: readonly string[], key: StepKey): StepKey[] {
  const indexes = iterationOf(key).split(".");
  return loops.map((loop, depth) =>
    iterationKey(stepKey(loop, indexes.slice(0, depth).join(".")), Number(indexes[depth])),
  );
}
