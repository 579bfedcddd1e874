/**
 * The one kind of job: go on with runs. A new run's job carries up to RUNS_PER_JOB ids that were recorded together, and has no key. A run
 * that waits has a job of its own, `{runId}`, whose key is the run's id: so a run has at most one that is to come.
 */
export const RUN_TASK = "run";
export const RUNS_PER_JOB = 20;
