/** What sender and receiver both know of an event. */

/** A job's events are told apart by their number, and jobs by their name, which has no dash. */
export const eventId = (job, number) => `${job.name}-${String(number).padStart(8, "0")}`;
export const jobOf = (id) => id.slice(0, id.indexOf("-"));
export const isAccepted = (status) => status >= 200 && status < 300;

let jobs = 0;
const run = Date.now().toString(36).toUpperCase();
export const newJobName = () => `01BENCH${run}X${jobs++}`;
