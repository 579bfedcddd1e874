/** What the engine may leave unrecorded, by what an action says of itself. */
import type { AnyAction } from "../kit/define";

/** Nobody notices when it is tried once more: it needs no record beforehand. */
export const isLogic = (action: AnyAction | undefined): boolean =>
  action === undefined ||
  action.evaluates !== undefined ||
  action.loops !== undefined ||
  (action.safeToRepeat && !action.canFail);

/** It comes to the same when it is worked out again much later: its outcome needs no record of its own before a call is made. */
export const isReproducible = (action: AnyAction | undefined): boolean =>
  isLogic(action) && action?.claims === undefined;
