/** The process that the workflow calls; keeps when each event first came, and how often. */
import { createServer } from "node:http";
import { answerQuestions } from "./child.mjs";
import { jobOf } from "./event.mjs";
import { now } from "./figures.mjs";

const EVENT_ID = /"event_id"\s*:\s*"([^"]+)"/;
/** By job, then by event id: {first, times}. */
const jobs = new Map();
let lastCall = 0;
let watch = null;

function note(id) {
  lastCall = now();
  if (watch !== null && watch.seen === null && lastCall > watch.after) watch.seen = lastCall;
  const job = jobOf(id);
  if (!jobs.has(job)) jobs.set(job, new Map());
  const calls = jobs.get(job);
  const known = calls.get(id);
  if (known) known.times++;
  else calls.set(id, { first: lastCall, times: 1 });
}

const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, answer) => {
  let text = "";
  incoming.setEncoding("latin1").on("data", (chunk) => {
    text += chunk;
  });
  incoming.on("end", () => {
    note(EVENT_ID.exec(text)?.[1] ?? "none-");
    answer.setHeader("content-type", "application/json").end('{"ok":true}');
  });
});

answerQuestions({
  listen: (port) =>
    new Promise((resolve) =>
      server.listen(port, "127.0.0.1", () => resolve(`127.0.0.1:${server.address().port}`)),
    ),
  progress: (job) => ({ events: jobs.get(job)?.size ?? 0, lastCall }),
  calls: (job) => jobs.get(job) ?? new Map(),
  watch: (after) => {
    watch = { after, seen: null };
  },
  /** When the first call after `watch`'s instant came; null for not yet. */
  seen: () => watch?.seen ?? null,
});
