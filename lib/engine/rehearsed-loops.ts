/** The loops of a rehearsal: only their first items are tried, so that a long list costs no more than a short one. */
import { isRecord, type JsonValue } from "../base/json";
import { nodeIdOf, partsOf, type StepKey } from "../graph/step-key";
import { DONE_BRANCH } from "../graph/workflow";
import type { LoopWish } from "../kit/define";
import { itemOutput, openOutput } from "./open-loop";
import type { EndedIteration, StepState } from "./plan";
import type { RehearsedLoop, RehearsedStep } from "./rehearsal";

interface Loop extends RehearsedLoop {
  stops: boolean;
  results: JsonValue[];
}

export class RehearsedLoops {
  private readonly loops = new Map<StepKey, Loop>();

  /** The state of its step; at most `most` of its items are tried. */
  open(key: StepKey, wish: LoopWish, most: number): StepState {
    const items = wish.items.slice(0, most);
    this.loops.set(key, {
      nodeId: nodeIdOf(key),
      key,
      total: wish.items.length,
      iterations: items.map((item, index) => ({ index, item, status: "until" })),
      stops: wish.stops,
      results: items.map(() => null),
    });
    const output = openOutput({ ...wish, items });
    return { status: "waiting", branches: null, resumeAt: null, question: null, output };
  }

  /** The state of the iteration's own key. */
  end({ key, status }: EndedIteration, result: JsonValue): StepState {
    const { loop, index } = partsOf(key);
    const own = this.loops.get(loop);
    const iteration = own?.iterations[index];
    if (own !== undefined && iteration !== undefined) {
      iteration.status = status;
      own.results[index] = status === "completed" ? result : null;
    }
    return endState(status === "failed" ? "failed" : "completed", null);
  }

  /** What its step comes to, and its state. */
  close(key: StepKey, step: RehearsedStep): { step: RehearsedStep; state: StepState } {
    const loop = this.loops.get(key);
    if (loop === undefined) return { step, state: endState("completed", [DONE_BRANCH]) };
    const { total, results, iterations } = loop;
    const failed = iterations.filter(({ status }) => status === "failed");
    if (loop.stops && failed[0] !== undefined) {
      const message = `Item ${failed[0].index + 1} of ${total} would fail, and the loop stops with it.`;
      return {
        step: { ...step, status: "failed", error: { message }, reason: message },
        state: endState("failed", null),
      };
    }
    const first = iterations[0] === undefined ? {} : itemOutput([iterations[0].item], 0);
    const output =
      step.output?.from === "pin" && isRecord(step.output.value)
        ? step.output
        : { value: { ...first, results, count: total, failed: failed.length }, from: "run" as const };
    const branches = [DONE_BRANCH];
    return { step: { ...step, output, branches }, state: endState("completed", branches) };
  }

  all(): RehearsedLoop[] {
    return [...this.loops.values()].map(({ nodeId, key, total, iterations }) => ({
      nodeId,
      key,
      total,
      iterations,
    }));
  }
}

const endState = (status: "completed" | "failed", branches: string[] | null): StepState => ({
  status,
  branches,
  resumeAt: null,
  question: null,
});

/** Is it of the first iteration of every loop around it, or of none? */
export const isOfFirstItem = (key: StepKey): boolean => /^[^#]*(#0(\.0)*)?$/.test(key);
