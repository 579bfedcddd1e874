/**
 * A step's key in a run: the node's id, and within loops the iteration, `send#3`, in a nested loop `send#3.0`. Ids have no `#`. An iteration's own key
 * is its loop's with one index more: `outer#3`, `inner#3.0`, where `inner#3` is the inner loop's own step.
 */
import type { NodeId } from "./workflow";

export type StepKey = string;
/** "" outside of loops, else the indexes of the iterations, the outermost first: `3`, `3.0`. */
export type Iteration = string;

export const stepKey = (nodeId: NodeId, iteration: Iteration): StepKey =>
  iteration === "" ? nodeId : `${nodeId}#${iteration}`;

export function nodeIdOf(key: StepKey): NodeId {
  const at = key.indexOf("#");
  return at < 0 ? key : key.slice(0, at);
}

export function iterationOf(key: StepKey): Iteration {
  const at = key.indexOf("#");
  return at < 0 ? "" : key.slice(at + 1);
}

export function iterationKey(loop: StepKey, index: number): StepKey {
  return loop.includes("#") ? `${loop}.${index}` : `${loop}#${index}`;
}

/** How many loops are around what has this key. */
export const depthOf = (key: StepKey): number => (key.includes("#") ? iterationOf(key).split(".").length : 0);

/** Of an iteration's own key: `inner#3.0` is of the loop `inner#3`, and its no. 0. */
export function partsOf(iteration: StepKey): { loop: StepKey; index: number } {
  const at = Math.max(iteration.lastIndexOf("."), iteration.indexOf("#"));
  return { loop: iteration.slice(0, at), index: Number(iteration.slice(at + 1)) };
}
