/**
 * The queue is for what can be begun soon. A job whose workflow has enough of this worker already does not wait in it, where others would
 * stand behind: it is put off into its workflow's own line (run-backlog.ts), which costs one statement for many.
 */
import type { Job } from "graphile-worker";

export interface RunLane {
  admits(workflowId: string, job: Pick<Job, "attempts" | "key">): boolean;
  /** Counts as long as the work takes. */
  through<T>(workflowId: string, work: () => Promise<T>): Promise<T>;
}

/** Runs of a workflow that may wait for a slot in this process. */
const MAX_WAITING = 300;

export function createRunLane(given: { jobs: number; waiting: (workflowId: string) => number }): RunLane {
  const underWay = new Map<string, number>();
  let free = given.jobs;

  return {
    admits(workflowId, { attempts, key }) {
      // One that was begun before goes on here; and an earlier version's job does not say whose it is.
      if (attempts > 1 || workflowId === "") return true;
      // No more than what is free: alone a workflow gets half, and the next one always finds room.
      if ((underWay.get(workflowId) ?? 0) >= free) return false;
      // What has rested is due at a certain time, for instance because it has its turn then.
      return key !== null || given.waiting(workflowId) < MAX_WAITING;
    },
    async through(workflowId, work) {
      free--;
      underWay.set(workflowId, (underWay.get(workflowId) ?? 0) + 1);
      try {
        return await work();
      } finally {
        free++;
        const left = (underWay.get(workflowId) ?? 1) - 1;
        if (left === 0) underWay.delete(workflowId);
        else underWay.set(workflowId, left);
      }
    },
  };
}
