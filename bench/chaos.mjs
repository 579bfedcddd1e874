/**
 * `npm run bench:chaos`: rounds of a burst with a `kill -9` in the middle: of web, worker, PostgreSQL, pages, and all of it with the supervisor, in
 * turn. Unanswered events are sent again under their old ids, as the provider does. Exits with 1 when an accepted event was lost, or one was
 * called twice whose run does not say that it was interrupted.
 */
import { writeFileSync } from "node:fs";
import { isAccepted } from "./event.mjs";
import { flags, inSeconds, now, printTable, sleep } from "./figures.mjs";
import { startLoad } from "./load.mjs";
import { canSeeProcesses, childOf, family } from "./processes.mjs";
import { callApi, newProduct, publishExample } from "./product.mjs";

const VICTIMS = ["web", "worker", "postgres", "pages", "everything"];
/** Calls that were under way are over by then. */
const SETTLED_MS = 100;

if (!canSeeProcesses) throw new Error("bench:chaos finds what to kill in /proc, which this system has not");
const options = flags({ rounds: 10, events: 5000, connections: 32, json: "", log: "" });

/** Only processes below the supervisor that this process started. */
function kill(product, victim) {
  const supervisor = product.child.pid;
  const pids =
    victim === "everything"
      ? family(supervisor).map(({ pid }) => pid)
      : [childOf(supervisor, victim)?.pid].filter((pid) => pid !== undefined);
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error; // its parent went first, and it followed
    }
  }
  if (pids.length === 0) throw new Error(`no ${victim} to kill`);
}

/** Kills, starts again what does not start by itself, and says when work went on: ms from the kill and from the start. */
async function strike({ load, product }, victim) {
  const killedAt = now();
  kill(product, victim);
  await load.receiver.ask("watch", killedAt + SETTLED_MS);
  let startedAt = null;
  // PostgreSQL, web and worker are started again by their supervisor.
  if (victim === "everything") {
    await product.untilEnded();
    startedAt = now();
    // Until its processes had ended, work under way could still call.
    await load.receiver.ask("watch", startedAt);
    await product.start();
  }
  return { killedAt, startedAt };
}

/** When the first event was accepted after the kill. */
const acceptedAfter = (log, killedAt) =>
  log.answered
    .filter((at, number) => at > killedAt + SETTLED_MS && isAccepted(log.status[number]))
    .reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);

async function round(bench, victim) {
  const { load, target } = bench;
  const job = { target, connections: options.connections, count: options.events, resend: true };
  let struck = null;
  const log = await load.send("closedLoop", job, (accepted) => {
    if (struck === null && accepted >= options.events / 2) struck = strike(bench, victim);
  });
  const { killedAt, startedAt } = await struck;
  const end = await load.arrived(log, async () => (await openRuns(bench.product)) === 0);
  const resumedAt = (await load.receiver.ask("seen")) ?? Number.NaN;
  return {
    victim,
    accepted: log.accepted,
    resent: log.refused,
    lost: end.lost,
    twice: end.twice,
    acceptedAgain: acceptedAfter(log, killedAt) - killedAt,
    fromKill: resumedAt - killedAt,
    fromStart: startedAt === null ? null : resumedAt - startedAt,
  };
}

/** Events called more than once whose run does not show an attempt that was interrupted. */
async function unexplained(product, ids) {
  const silent = [];
  for (const id of ids) {
    const { items } = await callApi(product, `/events?q=${id}`);
    const runs = items.find(({ event }) => event?.externalEventId === id)?.event.runs ?? [];
    const attempts = [];
    for (const { id: runId } of runs) {
      const { steps } = await callApi(product, `/runs/${runId}`);
      attempts.push(...steps.flatMap((step) => step.attempts));
    }
    if (runs.length === 1 && attempts.some(({ status }) => status === "interrupted")) continue;
    silent.push(`${id}: ${runs.length} run(s), attempts ${attempts.map(({ status }) => status).join(", ")}`);
  }
  return silent;
}

async function openRuns(product) {
  return (await callApi(product, "/runs?status=pending,running,waiting")).runs.length;
}

const load = await startLoad();
const product = await newProduct({ receiver: load.address, log: options.log });
const rounds = [];
let silent = [];
let failed = [];
try {
  await product.start();
  const bench = { load, product, target: await publishExample(product, load.address) };
  for (let index = 0; index < options.rounds; index++) {
    rounds.push(await round(bench, VICTIMS[index % VICTIMS.length]));
    console.error(`round ${index + 1} of ${options.rounds}: ${rounds.at(-1).victim}`);
  }
  for (let tries = 0; tries < 100 && (await openRuns(product)) > 0; tries++) await sleep(200);
  const twice = rounds.flatMap((one) => one.twice);
  silent = await unexplained(product, twice);
  failed = (await callApi(product, "/runs?status=failed")).runs;
  for (const one of failed.slice(0, 5)) one.error = (await callApi(product, `/runs/${one.id}`)).error;
} finally {
  await product.stop();
  load.stop();
}
const total = (count) => rounds.reduce((sum, one) => sum + count(one), 0);
printTable([
  [
    "killed",
    "accepted",
    "sent again",
    "lost",
    "called twice",
    "accepted again",
    "called again",
    "called again after the start",
  ],
  ...rounds.map((one) => [
    one.victim,
    String(one.accepted),
    String(one.resent),
    String(one.lost.length),
    String(one.twice.length),
    inSeconds(one.acceptedAgain),
    inSeconds(one.fromKill),
    one.fromStart === null ? "" : inSeconds(one.fromStart),
  ]),
]);
const sums = {
  accepted: total((one) => one.accepted),
  lost: total((one) => one.lost.length),
  twice: total((one) => one.twice.length),
  twiceWithoutInterruptedAttempt: silent.length,
  failedRuns: failed.length,
};
console.log(
  `accepted ${sums.accepted}, lost ${sums.lost}, called more than once ${sums.twice}; of these ${silent.length} whose run shows no interrupted attempt; failed runs ${failed.length}`,
);
const lost = rounds.flatMap((one) => one.lost.map((id) => `${id}: lost after ${one.victim} was killed`));
const why = failed.map(({ id, error }) => `${id}: failed, ${JSON.stringify(error)}`);
for (const line of [...lost.slice(0, 5), ...silent.slice(0, 5), ...why.slice(0, 5)]) console.log(line);
if (options.json) writeFileSync(options.json, `${JSON.stringify({ rounds, sums }, null, 2)}\n`);
process.exitCode = sums.lost + silent.length + failed.length > 0 ? 1 : 0;
