/** The one kind of job: go on with a run. Its payload is `{runId}`, its key the run's id, so that a run has one job at a time. */
export const RUN_TASK = "run";
