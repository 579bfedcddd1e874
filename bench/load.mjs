/** Load from outside and what became of it: sender and receiver, each a process of its own, joined by the event's id. */
import { startChild } from "./child.mjs";
import { eventId, isAccepted, newJobName } from "./event.mjs";
import { now, sleep } from "./figures.mjs";

/** Nothing new for so long: what has not come by now is lost, unless it is known to be under way still. */
const QUIET_MS = 30_000;
/** For a second call that comes late. */
const LATE_MS = 1500;

export async function startLoad(receiverPort = 0) {
  const generator = startChild("generator.mjs");
  const receiver = startChild("receiver-process.mjs");
  const address = await receiver.ask("listen", receiverPort);
  return {
    address,
    receiver,
    /** Sends as `kind` says and resolves when all is answered: the sender's log with the job's `name`. */
    async send(kind, job, onProgress) {
      const named = { name: newJobName(), ...job };
      const log = await generator.ask(kind, named, onProgress);
      return { job: named, ...log };
    },
    async copies(target, copies) {
      const job = { name: newJobName(), target, copies };
      const statuses = await generator.ask("copies", job);
      await untilArrived(receiver, { name: job.name, wanted: 1, isOver: async () => true });
      const calls = await receiver.ask("calls", job.name);
      return { statuses, runs: calls.get(eventId(job, 0))?.times ?? 0 };
    },
    /** `isOver`: whether nothing is under way any more; a machine that is busy with something else may be slower than any time that one could wait. */
    arrived: async (log, isOver = async () => true) => {
      await untilArrived(receiver, { name: log.job.name, wanted: log.accepted, isOver });
      return join(log, await receiver.ask("calls", log.job.name));
    },
    cpuSeconds: async () => (await generator.ask("cpuSeconds")) + (await receiver.ask("cpuSeconds")),
    stop() {
      generator.stop();
      receiver.stop();
    },
  };
}

async function untilArrived(receiver, { name, wanted, isOver }) {
  let last = -1;
  let changedAt = now();
  for (;;) {
    if (now() - changedAt > QUIET_MS) {
      if (await isOver()) break;
      changedAt = now();
    }
    const { events } = await receiver.ask("progress", name);
    if (events >= wanted) break;
    if (events !== last) changedAt = now();
    last = events;
    await sleep(100);
  }
  await sleep(LATE_MS);
}

/** `latencies` in ms from sent (or due) to called; `lost`: accepted and never called; `twice`: ids called more than once. */
function join(log, calls) {
  const latencies = [];
  const lost = [];
  for (let number = 0; number < log.sent.length; number++) {
    const id = eventId(log.job, number);
    const call = calls.get(id);
    if (call) latencies.push(call.first - log.sent[number]);
    else if (isAccepted(log.status[number])) lost.push(id);
  }
  const twice = [...calls].filter(([, { times }]) => times > 1).map(([id]) => id);
  const lastCall = [...calls.values()].reduce((latest, { first }) => Math.max(latest, first), 0);
  return { latencies, lost, twice, called: calls.size, lastCall };
}

/** The sender's side alone: rate, answers, and when it began and ended. */
export function answers(log) {
  const began = log.sent.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const ended = log.answered.reduce((latest, at) => Math.max(latest, at), 0);
  const acks = [];
  for (let number = 0; number < log.sent.length; number++)
    if (isAccepted(log.status[number])) acks.push(log.answered[number] - log.sent[number]);
  return { began, ended, acks, perSecond: log.accepted / ((ended - began) / 1000) };
}
