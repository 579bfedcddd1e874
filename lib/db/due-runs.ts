/** From a job to the runs in it that are to be gone on with. */
import type { Job } from "graphile-worker";
import type { DueRun } from "../engine/run-store";
import type { Database } from "./database";
import { createFairSlots } from "./fair-slots";
import { groupCommit } from "./group-commit";
import { RUN_TASK, workflowOf } from "./run-task";

/*
 * Of a job that is taken over, which of its runs have gone on meanwhile? A run that rested has a job of its own, under its id as the key, or
 * a place in its workflow's line, and somebody may be working on that. On the first try there can be none. One statement, so one moment: a
 * run that moves between the two places is seen in one of them.
 */
const ELSEWHERE = `
select o.run_id, o.job_id::text from unnest($1::text[], $2::bigint[]) as o(run_id, job_id)
where exists (select 1 from graphile_worker._private_jobs j where j.key = o.run_id and j.id <> o.job_id)
  or exists (select 1 from run_backlog b where b.keyed and b.run_ids @> array[o.run_id])`;

/** Suspects that wait in this process for their trial; further ones come back a moment later and leave room for other jobs. */
const LINE = 16;
const LATER = `
select graphile_worker.add_job($1, $2::json, run_at := now() + interval '1 second', max_attempts := 25, job_key := $3, flags := array[$4])`;

/** What is known of the job that a run is in. */
export type TakenJob = Pick<Job, "id" | "attempts" | "payload" | "flags">;

export interface TakenRun {
  runId: string;
  workflowId: string;
  job: TakenJob;
  signal: AbortSignal;
}

interface Hands {
  /** Waits for a place among the runs that are under way in this process. */
  use: (run: TakenRun, work: () => Promise<void>) => Promise<void>;
  handle: (due: DueRun) => Promise<void>;
}

export function dueRuns({ pool }: Pick<Database, "pool">, { use, handle }: Hands) {
  const trial = createFairSlots(1);
  let inLine = 0;

  const isElsewhere = groupCommit(
    async (taken: TakenRun[]) => {
      const { rows } = await pool.query<{ run_id: string; job_id: string }>(ELSEWHERE, [
        taken.map(({ runId }) => runId),
        taken.map(({ job }) => job.id),
      ]);
      // By the job too: the one that a run came in and the one that it went on under may ask at the same moment.
      const found = new Set(rows.map(({ run_id, job_id }) => `${run_id} ${job_id}`));
      return taken.map(({ runId, job }) => found.has(`${runId} ${job.id}`));
    },
    { lanes: 1 },
  );

  /** What is only known when it is a run's turn is asked then: whether to stop, and whether it went on elsewhere while it waited. */
  const work = (taken: TakenRun, onTrial: boolean): Promise<void> =>
    use(taken, async () => {
      const { runId, job, signal } = taken;
      signal.throwIfAborted();
      const again = job.attempts > 1;
      if (again && (await isElsewhere(taken))) return;
      await handle({ runId, signal, again, onTrial });
    });

  async function tryAlone(taken: TakenRun): Promise<void> {
    const { job, runId } = taken;
    if (inLine >= LINE) {
      await pool.query(LATER, [RUN_TASK, JSON.stringify(job.payload), runId, workflowOf(job)]);
      return;
    }
    inLine++;
    try {
      await trial.use("", () => work(taken, true));
    } finally {
      inLine--;
    }
  }

  return (taken: TakenRun): Promise<void> => (isOnTrial(taken.job) ? tryAlone(taken) : work(taken, false));
}

export const isOnTrial = ({ payload }: Pick<Job, "payload">) =>
  !Array.isArray(payload) && (payload as { onTrial?: boolean }).onTrial === true;
