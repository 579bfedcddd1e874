/**
 * Takes runs from the backlog as fast as this worker gets them done, from every workflow in equal shares. It keeps a short line in memory for
 * each, so that a slot that gets free is never idle, and asks the database rarely while there is nothing to take.
 */
import { setMaxListeners } from "node:events";
import type { TakenRun } from "./due-runs";
import type { ClaimedJob, RunBacklog } from "./run-backlog";

/**
 * Runs of a workflow that wait in memory: below the first more are taken, up to the second. Half a second's work: each look is a commit,
 * for which the records of steps wait.
 */
const REFILL_BELOW = 300;
const REFILL_TO = 900;
const LOOK_MS = { taking: 50, active: 100, idle: 1_000 };
const ACTIVE_FOR_MS = 3_000;
const GRACE_MS = 1_500;

export interface BacklogFeeder {
  /** A run was worked on: where there are runs there may soon be a backlog. */
  touch(): void;
  stop(): Promise<void>;
}

export function feedFromBacklog(given: {
  backlog: RunBacklog;
  holder: string;
  /** Runs of a workflow that wait in this process. */
  waiting: (workflowId: string) => number;
  work: (taken: TakenRun) => Promise<void>;
  onError: (error: Error) => void;
}): BacklogFeeder {
  const { backlog, holder, waiting, work, onError } = given;
  const abort = new AbortController();
  // Every run that is taken listens to it.
  setMaxListeners(0, abort.signal);
  const underWay = new Set<Promise<void>>();
  let lines: string[] = [];
  /** Jobs that the next look deletes. If it comes no more, their runs are found at their end. */
  const done: string[] = [];
  let rows: Record<string, number> = {};
  let activeUntil = 0;
  let lookedAt = 0;
  let timer: NodeJS.Timeout;
  let stopped = false;
  /** The next look is a long one away. */
  let idle = false;
  let looking: Promise<void> = Promise.resolve();

  async function workOff({ id, workflowId, runIds }: ClaimedJob): Promise<void> {
    // As the queue would hand it on: begun for the first time.
    const job = { id, attempts: 1, payload: runIds, flags: { [workflowId]: true as const } };
    const { signal } = abort;
    const results = await Promise.allSettled(runIds.map((runId) => work({ runId, workflowId, job, signal })));
    const failed = runIds.filter((_, index) => results[index]?.status === "rejected");
    // What was cut short by a stop is handed back with the rest.
    if (failed.length === 0) done.push(id);
    else if (!abort.signal.aborted) await backlog.tryAgain({ holder, jobId: id, failed });
  }

  async function look(): Promise<void> {
    const full = lines.filter((id) => waiting(id) >= REFILL_BELOW);
    const now = performance.now();
    const nothingFits = lines.length > 0 && full.length === lines.length;
    if (nothingFits && now - lookedAt < LOOK_MS.active) return;
    lookedAt = now;
    const through = done.length;
    const claimed = await backlog.claim({ holder, full, rows, done: [...done] });
    done.splice(0, through);
    lines = claimed.lines;
    rows = rowsFor(claimed.jobs);
    for (const job of claimed.jobs) {
      const working = workOff(job)
        .catch(onError)
        .finally(() => underWay.delete(working));
      underWay.add(working);
    }
  }

  function tick(): void {
    idle = false;
    looking = look().catch(onError).then(rest);
  }
  function rest(): void {
    if (stopped) return;
    const isActive = performance.now() < activeUntil;
    idle = lines.length === 0 && !isActive;
    timer = setTimeout(tick, idle ? LOOK_MS.idle : lines.length > 0 ? LOOK_MS.taking : LOOK_MS.active);
  }
  timer = setTimeout(tick, 0);

  return {
    touch() {
      activeUntil = performance.now() + ACTIVE_FOR_MS;
      if (!idle) return;
      clearTimeout(timer);
      rest();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
      const cut = setTimeout(() => abort.abort(new Error("The worker is stopping.")), GRACE_MS);
      await Promise.all(underWay);
      clearTimeout(cut);
      await backlog.release(holder, done).catch(onError);
    },
  };
}

/** How many rows make a refill of each workflow's line: in a burst a row has many runs, at a trickle one. */
function rowsFor(jobs: readonly ClaimedJob[]): Record<string, number> {
  const seen = new Map<string, { rows: number; runs: number }>();
  for (const { workflowId, runIds } of jobs) {
    const { rows, runs } = seen.get(workflowId) ?? { rows: 0, runs: 0 };
    seen.set(workflowId, { rows: rows + 1, runs: runs + runIds.length });
  }
  const wanted = REFILL_TO - REFILL_BELOW;
  return Object.fromEntries([...seen].map(([id, { rows, runs }]) => [id, Math.ceil((wanted * rows) / runs)]));
}
