/**
 * What each step of a run sees: the outputs of its own iteration, of those around it and of the run, and of each loop that it is in its item. Kept by
 * iteration, so that the thousandth item costs no more than the first.
 */
import type { JsonValue } from "../base/json";
import type { Scope } from "../graph/references";
import {
  depthOf,
  type Iteration,
  iterationKey,
  iterationOf,
  nodeIdOf,
  type StepKey,
  stepKey,
} from "../graph/step-key";
import type { NodeId } from "../graph/workflow";
import { itemOutput, openLoopOf } from "./open-loop";
import type { StepRecord } from "./run-store";
import type { Wiring } from "./wiring";

type Outputs = Map<NodeId, JsonValue>;

export class RunScopes {
  /** By iteration's own key; "" outside of loops. */
  private readonly outputs = new Map<StepKey, Outputs>();
  /** Of loops that are open. */
  private readonly items = new Map<StepKey, readonly JsonValue[]>();

  constructor(
    private readonly wiring: Wiring,
    private readonly trigger: JsonValue,
  ) {}

  learn(step: Pick<StepRecord, "nodeId" | "status" | "resumeAt" | "question" | "output">): void {
    const { nodeId: key, output } = step;
    // An iteration's own record: its result is nobody's output.
    if (this.isIteration(key)) return;
    const loop = openLoopOf(step);
    if (loop !== null) this.items.set(key, loop.items);
    else if (output === null) this.outputs.get(this.placeOf(key))?.delete(nodeIdOf(key));
    else this.outputsAt(this.placeOf(key)).set(nodeIdOf(key), output);
  }

  scopeOf(key: StepKey): Scope {
    const steps: Record<string, JsonValue> = {};
    const add = (place: StepKey) => {
      for (const [id, output] of this.outputs.get(place) ?? []) steps[id] = output;
    };
    add("");
    for (const { loop, index } of this.iterationsAround(key)) {
      steps[nodeIdOf(loop)] = itemOutput(this.items.get(loop) ?? [], index);
      add(iterationKey(loop, index));
    }
    return { trigger: this.trigger, steps };
  }

  /** The iteration has ended. */
  forget(iteration: StepKey): void {
    this.outputs.delete(iteration);
  }

  /** The loop has ended. */
  forgetItems(loop: StepKey): void {
    this.items.delete(loop);
  }

  private isIteration(key: StepKey): boolean {
    return depthOf(key) > this.loopsOf(key).length;
  }

  private readonly loopsOf = (key: StepKey): readonly NodeId[] =>
    this.wiring.placeOf.get(nodeIdOf(key))?.around ?? [];

  /** The outermost first. */
  private iterationsAround(key: StepKey): { loop: StepKey; index: number }[] {
    const indexes = iterationOf(key).split(".");
    return this.loopsOf(key).map((loop, depth) => {
      const outside: Iteration = indexes.slice(0, depth).join(".");
      return { loop: stepKey(loop, outside), index: Number(indexes[depth]) };
    });
  }

  private placeOf(key: StepKey): StepKey {
    const loop = this.loopsOf(key).at(-1);
    return loop === undefined ? "" : stepKey(loop, iterationOf(key));
  }

  private outputsAt(place: StepKey): Outputs {
    const outputs = this.outputs.get(place) ?? new Map<NodeId, JsonValue>();
    this.outputs.set(place, outputs);
    return outputs;
  }
}
