/** What becomes of iterations and loops that have come to their end: their records, and what of them need not be known any more. */
import type { JsonValue } from "../base/json";
import { iterationKey, iterationOf, nodeIdOf, partsOf, type StepKey, stepKey } from "../graph/step-key";
import type { WorkflowDocument } from "../graph/workflow";
import { DONE_BRANCH } from "../graph/workflow";
import { loopsWithResults, openLoopOf } from "./open-loop";
import type { EndedIteration } from "./plan";
import type { RunJournal } from "./run-journal";
import type { RunScopes } from "./run-scopes";
import type { StepError, StepRecord } from "./run-store";
import { newStep } from "./step-records";
import type { Wiring } from "./wiring";

/** Results together, as JSON. They are one output, which every later step is handed. */
const MAX_RESULTS = 4 * 1024 * 1024;

interface Around {
  document: WorkflowDocument;
  wiring: Wiring;
  journal: RunJournal;
  scopes: RunScopes;
}

export class RunLoops {
  /** By loop: what its results come to so far, in this process. */
  private readonly sizes = new Map<StepKey, number>();

  constructor(private readonly run: Around) {}

  endIteration(ended: EndedIteration, now: Date): void {
    const { journal, scopes } = this.run;
    const body = this.bodyKeys(ended.key);
    const steps = body.flatMap((key) => journal.steps.get(key) ?? []);
    const startedAt = steps.flatMap((step) => step.startedAt?.getTime() ?? []);
    const failed = ended.failedStep === undefined ? undefined : journal.steps.get(ended.failedStep);
    journal.save({
      ...newStep(ended.key),
      status: failed === undefined ? "completed" : "failed",
      branches: ended.status === "filtered" ? [] : null,
      ...this.gathered(ended),
      ...(failed === undefined ? {} : { error: errorOf(failed) }),
      startedAt: startedAt.length > 0 ? new Date(Math.min(...startedAt)) : now,
      finishedAt: now,
    });
    journal.forget(body);
    scopes.forget(ended.key);
  }

  closeLoop(key: StepKey, now: Date): void {
    const { journal, scopes } = this.run;
    const step = journal.steps.get(key);
    const loop = step && openLoopOf(step);
    if (step === undefined || loop === null || loop === undefined) return;
    const keys = loop.items.map((_, index) => iterationKey(key, index));
    const iterations = keys.map((own) => journal.steps.get(own));
    const failed = iterations.filter((iteration) => iteration?.status === "failed");
    const results = this.gathers(nodeIdOf(key)) ? iterations.map((each) => each?.output ?? null) : null;
    const isTooLarge =
      iterations.some((each) => each?.error?.code === TOO_LARGE) || sizeOf(results) > MAX_RESULTS;
    const error = loop.stops && failed[0] ? stoppedAt(failed[0], keys) : isTooLarge ? tooLarge : null;
    const counts = { count: keys.length, failed: failed.length };
    scopes.forgetItems(key);
    this.sizes.delete(key);
    journal.forget(keys);
    journal.save(
      error !== null
        ? { ...step, status: "failed", output: null, error, finishedAt: now }
        : {
            ...step,
            status: "completed",
            branches: [DONE_BRANCH],
            output: results === null ? counts : { results, ...counts },
            finishedAt: now,
          },
    );
  }

  /** Those that are too large are not kept even until the loop's end. */
  private gathered(ended: EndedIteration): Pick<StepRecord, "output" | "error"> {
    const { loop } = partsOf(ended.key);
    const output = this.gathers(nodeIdOf(loop)) ? this.resultOf(ended) : null;
    const size = (this.sizes.get(loop) ?? 0) + sizeOf(output);
    this.sizes.set(loop, size);
    return size > MAX_RESULTS ? { output: null, error: tooLarge } : { output, error: null };
  }

  /** Of a loop in a loop, the outer one may be asked for it. */
  private gathers(loop: string): boolean {
    const { document, wiring } = this.run;
    const around = wiring.placeOf.get(loop)?.around ?? [];
    return [loop, ...around].some((id) => loopsWithResults(document).has(id));
  }

  /** What its last step gave; of several ends the one that came last. */
  private resultOf({ ends, status }: EndedIteration): JsonValue {
    if (status !== "completed") return null;
    const steps = ends.flatMap((key) => this.run.journal.steps.get(key) ?? []);
    const last = steps.reduce<StepRecord | null>(
      (latest, step) => (latest !== null && finishOf(latest) > finishOf(step) ? latest : step),
      null,
    );
    return last?.output ?? null;
  }

  private bodyKeys(iteration: StepKey): StepKey[] {
    const body = this.run.wiring.bodies.get(nodeIdOf(iteration));
    return (body?.reachable ?? []).map(({ id }) => stepKey(id, iterationOf(iteration)));
  }
}

const finishOf = ({ finishedAt }: StepRecord): number => finishedAt?.getTime() ?? 0;

const errorOf = (failed: StepRecord): StepError => ({
  message: failed.error?.message ?? "A step failed.",
  details: { nodeId: nodeIdOf(failed.nodeId) },
});

const stoppedAt = (failed: StepRecord, keys: readonly StepKey[]): StepError => ({
  message: `Item ${keys.indexOf(failed.nodeId) + 1} of ${keys.length} failed: ${failed.error?.message ?? ""}`,
  ...(failed.error?.details === undefined ? {} : { details: failed.error.details }),
});

const sizeOf = (value: JsonValue): number => (value === null ? 0 : JSON.stringify(value).length);

const TOO_LARGE = "results_too_large";
const tooLarge: StepError = {
  message:
    "The results of all items are larger than 4 MB together, so no later step can use them. Every item was gone through. End the loop with a Set fields step that keeps only what is needed.",
  code: TOO_LARGE,
};
