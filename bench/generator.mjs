/** The process that sends. Its answers are arrays over the events' numbers: when sent (or due), when answered, with what. */
import { answerQuestions } from "./child.mjs";
import { clickRequest } from "./click.mjs";
import { Connection } from "./connection.mjs";
import { eventId, isAccepted } from "./event.mjs";
import { now, sleep } from "./figures.mjs";

const AGAIN_MS = 50;
const PROGRESS_EVERY = 50;

/** One event over one connection. */
async function deliver(job, log, { connection, number, sentAt = now() }) {
  log.sent[number] ??= sentAt;
  for (;;) {
    const status = await connection.send(clickRequest(job.target, eventId(job, number)));
    log.answered[number] = now();
    log.status[number] = status;
    if (isAccepted(status)) {
      log.accepted++;
      if (log.accepted % PROGRESS_EVERY === 0) log.onProgress(log.accepted);
      return;
    }
    log.refused++;
    if (!job.resend) {
      if (status === 0) await sleep(AGAIN_MS);
      return;
    }
    await sleep(AGAIN_MS);
  }
}

const newLog = (onProgress) => ({ sent: [], answered: [], status: [], accepted: 0, refused: 0, onProgress });
function finish({ sent, answered, status, accepted, refused }) {
  return {
    sent: Float64Array.from(sent),
    answered: Float64Array.from(answered),
    status: Int16Array.from(status),
    accepted,
    refused,
  };
}

/** Each connection sends its next event when the last was answered, for `seconds` or `count` events. */
async function closedLoop(job, onProgress) {
  const log = newLog(onProgress);
  const until = job.seconds ? now() + job.seconds * 1000 : Number.POSITIVE_INFINITY;
  const count = job.count ?? Number.POSITIVE_INFINITY;
  let next = 0;
  const sender = async () => {
    const connection = new Connection(job.target.hook);
    while (next < count && now() < until) await deliver(job, log, { connection, number: next++ });
    connection.close();
  };
  await Promise.all(Array.from({ length: job.connections }, sender));
  return finish(log);
}

/** A fixed rate, whatever the answers do; an event's time counts from when it was due. */
async function openLoop(job, onProgress) {
  const log = newLog(onProgress);
  const idle = [];
  const all = [];
  const start = now() + 20;
  for (let number = 0; number < job.rate * job.seconds; number++) {
    const sentAt = start + (number * 1000) / job.rate;
    while (now() < sentAt) await sleep(Math.max(0, sentAt - now() - 1));
    const connection = idle.pop() ?? new Connection(job.target.hook);
    all.push(deliver(job, log, { connection, number, sentAt }).then(() => idle.push(connection)));
  }
  await Promise.all(all);
  for (const connection of idle) connection.close();
  return finish(log);
}

/** One event id, `copies` times at once. Answers with the statuses. */
async function copies(job) {
  return await Promise.all(
    Array.from({ length: job.copies }, async () => {
      const connection = new Connection(job.target.hook);
      const status = await connection.send(clickRequest(job.target, eventId(job, 0)));
      connection.close();
      return status;
    }),
  );
}

answerQuestions({ closedLoop, openLoop, copies });
