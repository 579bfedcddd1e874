/** The figures of `npm run bench` as rows: what, how much, share of the limit, and what else there is to say. */
import { inMiB, inMs, inSeconds, whole } from "./figures.mjs";

const ack = ({ p50, p99 }) => `answer p50 ${inMs(p50)}, p99 ${inMs(p99)}`;
const fate = ({ lost, twice }) => `lost ${lost}, called twice ${twice}`;
const each = (groups, show) =>
  Object.entries(groups)
    .map(([name, value]) => `${name} ${show(value)}`)
    .join(", ");

export function rowsOf({ connections, limit, accept, stored, open, burst, dup }) {
  const share = (perSecond) =>
    limit === undefined ? "" : `${((100 * perSecond) / limit.perSecond).toFixed(0)} %`;
  const rate = (perSecond) => [`${whole(perSecond)}/s`, share(perSecond)];
  const rows = [["", "", "of the limit", ""]];
  if (limit)
    rows.push([
      `limit: stored and answered, ${connections} connections`,
      ...rate(limit.perSecond),
      ack(limit.ack),
    ]);
  if (accept) rows.push(...acceptRows(accept, { connections, rate }));
  if (stored)
    rows.push(
      [
        `accepted, workflow unpublished, ${connections} connections`,
        ...rate(stored.perSecond),
        `${ack(stored.ack)}; refused ${stored.refused}`,
      ],
      cpuRow(stored),
    );
  for (const one of open ?? [])
    rows.push([
      `due to called, ${one.rate} events/s`,
      `p50 ${inMs(one.latency.p50)}`,
      "",
      `p99 ${inMs(one.latency.p99)}; ${fate(one)}; refused ${one.refused}`,
    ]);
  if (burst) {
    rows.push([
      `burst of ${whole(burst.events)}, accepted`,
      ...rate(burst.perSecond),
      `${ack(burst.ack)}; not 2xx ${burst.refused}`,
    ]);
    rows.push(["burst, last answer to last call", inSeconds(burst.drain), "", fate(burst)]);
  }
  if (dup)
    rows.push([
      `one event ${dup.copies} times at once`,
      `${dup.runs} run(s)`,
      "",
      `answers ${dup.statuses.join(" ")}`,
    ]);
  return rows;
}

const cpuRow = ({ cpuSecondsPer1000 }) => [
  "CPU seconds per 1,000 of them",
  "",
  "",
  each(cpuSecondsPer1000, (value) => value.toFixed(3)),
];

function acceptRows(accept, { connections, rate }) {
  return [
    [
      `accepted, ${connections} connections`,
      ...rate(accept.perSecond),
      `${ack(accept.ack)}; refused ${accept.refused}`,
    ],
    ["completed, the same events", ...rate(accept.completedPerSecond), fate(accept)],
    cpuRow(accept),
    // Of a product that somebody else runs nothing is seen.
    ...(Object.keys(accept.memory).length === 0
      ? []
      : [["memory after", "", "", each(accept.memory, inMiB)]]),
  ];
}
