/** From a job to the runs in it that are to be gone on with. */
import type { Job } from "graphile-worker";
import type { DueRun } from "../engine/run-store";
import type { Database } from "./database";
import { createSlots } from "./run-slots";
import { RUN_TASK } from "./run-task";

/**
 * Of a job that is taken over, has this run gone on meanwhile? A run that rested has a job of its own, under its id as the key, and
 * somebody may be working on that. On the first try there can be none.
 */
async function isElsewhere({ pool }: Database, job: Job, runId: string): Promise<boolean> {
  if (job.attempts <= 1) return false;
  const { rowCount } = await pool.query(
    "select 1 from graphile_worker._private_jobs where key = $1 and id <> $2",
    [runId, job.id],
  );
  return rowCount !== 0;
}

/** Suspects that wait in this process for their trial; further ones come back a moment later and leave room for other jobs. */
const LINE = 16;
const LATER = `
select graphile_worker.add_job($1, $2::json, run_at := now() + interval '1 second', max_attempts := 25, job_key := $3)`;

interface Hands {
  /** Waits for a place among the runs that are under way in this process. */
  use: (work: () => Promise<void>) => Promise<void>;
  handle: (due: DueRun) => Promise<void>;
}
type Taken = { job: Job; signal: AbortSignal };

export function dueRuns(database: Database, { use, handle }: Hands) {
  const trial = createSlots(1);
  let inLine = 0;

  /** What is only known when it is a run's turn is asked then: whether to stop, and whether it went on elsewhere while it waited. */
  const work = (runId: string, { job, signal }: Taken, onTrial: boolean): Promise<void> =>
    use(async () => {
      signal.throwIfAborted();
      if (await isElsewhere(database, job, runId)) return;
      await handle({ runId, signal, again: job.attempts > 1, onTrial });
    });

  async function tryAlone(runId: string, taken: Taken): Promise<void> {
    if (inLine >= LINE) {
      await database.pool.query(LATER, [RUN_TASK, JSON.stringify(taken.job.payload), runId]);
      return;
    }
    inLine++;
    try {
      await trial.use(() => work(runId, taken, true));
    } finally {
      inLine--;
    }
  }

  return (runId: string, taken: Taken): Promise<void> =>
    isOnTrial(taken.job) ? tryAlone(runId, taken) : work(runId, taken, false);
}

const isOnTrial = ({ payload }: Job) =>
  !Array.isArray(payload) && (payload as { onTrial?: boolean }).onTrial === true;
