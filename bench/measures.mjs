/** What `npm run bench` measures, one function each; each answers with plain numbers. Times in ms, memory in bytes. */
import { spread } from "./figures.mjs";
import { answers } from "./load.mjs";
import { usage } from "./processes.mjs";
import { callApi } from "./product.mjs";

const OPEN_RATES = [10, 50, 200];
const BURST_CONNECTIONS = 256;
const COPIES = 5;

const WARM_UP = { connections: 8, count: 8_000 };

/** Not counted: the first events find nothing planned or cached, and Node compiles what is called often only after some thousand calls. */
export async function warmUp({ load, target }) {
  await load.arrived(await load.send("closedLoop", { target, ...WARM_UP }));
}

const closed = (target, options) => ({ target, connections: options.connections, seconds: options.seconds });
function sending(log) {
  const { perSecond, acks } = answers(log);
  return { perSecond, ack: spread(acks), accepted: log.accepted, refused: log.refused };
}
const fate = (end) => ({ lost: end.lost.length, twice: end.twice.length });

export async function measureLimit(load, target, options) {
  return sending(await load.send("closedLoop", closed(target, options)));
}

export async function measureAccept({ load, product, target, options }) {
  const before = await spent(load, product);
  const log = await load.send("closedLoop", closed(target, options));
  const end = await load.arrived(log);
  const after = await spent(load, product);
  const { began } = answers(log);
  return {
    ...sending(log),
    completedPerSecond: end.called / ((end.lastCall - began) / 1000),
    ...fate(end),
    cpuSecondsPer1000: perThousand(before, after, log.accepted),
    memory: Object.fromEntries(Object.entries(after.groups).map(([name, { bytes }]) => [name, bytes])),
  };
}

async function spent(load, product) {
  const groups = product.child === null ? {} : usage(product.child.pid);
  return { groups, generator: await load.cpuSeconds() };
}

function perThousand(before, after, events) {
  const share = (seconds) => (seconds / events) * 1000;
  const groups = Object.keys(after.groups).map((name) => [
    name,
    share(after.groups[name].cpuSeconds - before.groups[name].cpuSeconds),
  ]);
  return { ...Object.fromEntries(groups), generator: share(after.generator - before.generator) };
}

/** The endpoint stays when its workflow is unpublished: events are verified and stored, and nothing runs. */
export async function measureStored({ load, product, target, options }) {
  const workflow = `/workflows/${target.workflowId}`;
  await callApi(product, `${workflow}/unpublish`, {});
  const before = await spent(load, product);
  const log = await load.send("closedLoop", closed(target, options));
  const after = await spent(load, product);
  await callApi(product, `${workflow}/publish`, {});
  return { ...sending(log), cpuSecondsPer1000: perThousand(before, after, log.accepted) };
}

export async function measureOpen({ load, target, options }) {
  const measured = [];
  for (const rate of OPEN_RATES) {
    const log = await load.send("openLoop", { target, rate, seconds: options.seconds });
    const end = await load.arrived(log);
    measured.push({ rate, refused: log.refused, latency: spread(end.latencies), ...fate(end) });
  }
  return measured;
}

export async function measureBurst({ load, target, options }) {
  const job = { target, connections: BURST_CONNECTIONS, count: options.events };
  const log = await load.send("closedLoop", job);
  const end = await load.arrived(log);
  const { ended } = answers(log);
  return { events: options.events, ...sending(log), drain: Math.max(0, end.lastCall - ended), ...fate(end) };
}

export async function measureDup({ load, target }) {
  const { statuses, runs } = await load.copies(target, COPIES);
  return { copies: COPIES, statuses, runs };
}
