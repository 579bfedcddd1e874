import type { Job } from "graphile-worker";

/**
 * The one kind of job: go on with runs. A new run's job carries up to RUNS_PER_JOB ids that were recorded together, all of one workflow, and
 * has no key. A run that waits has a job of its own, `{runId}`, whose key is the run's id: so a run has at most one that is to come.
 * The workflow is the job's flag: unlike the payload it stays when a part of the runs is tried again.
 */
export const RUN_TASK = "run";
export const RUNS_PER_JOB = 20;
/** A smaller number is taken first: a new run's first action does not stand behind those that have rested. */
export const RESTED_PRIORITY = 1;

/** Empty for a job that an earlier version recorded. */
export const workflowOf = ({ flags }: Pick<Job, "flags">): string => Object.keys(flags ?? {})[0] ?? "";
