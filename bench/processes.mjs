/** CPU time and memory of the product's processes by what they are, from /proc; empty where there is none. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;
export const canSeeProcesses = existsSync("/proc/self/stat");

function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return {
      pid,
      parent: Number(fields[1]),
      command: readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "),
      // Its own and of the children it has seen end, such as closed database sessions.
      cpuSeconds: ticks / TICKS_PER_SECOND,
      bytes: Number(fields[21]) * PAGE_BYTES,
    };
  } catch {
    return null; // ended meanwhile
  }
}

/** `pid` and everything below it. */
export function family(pid) {
  if (!canSeeProcesses) return [];
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((one) => one !== null);
  const below = (one) => [one, ...all.filter(({ parent }) => parent === one.pid).flatMap(below)];
  return all.filter((one) => one.pid === pid).flatMap(below);
}

/** The one of the supervisor's children that is `web`, `worker` or `postgres`. */
export function childOf(supervisor, role) {
  const sign = { web: "/web.ts", worker: "/worker.ts", postgres: "bin/postgres" }[role];
  return family(supervisor).find(({ parent, command }) => parent === supervisor && command.includes(sign));
}

/** {web, worker, postgres}: {cpuSeconds, bytes} of each with everything below it. Memory shared by sessions counts in each. */
export function usage(supervisor) {
  const groups = {};
  for (const role of ["web", "worker", "postgres"]) {
    const root = childOf(supervisor, role);
    if (root === undefined) continue;
    const members = family(root.pid);
    groups[role] = {
      cpuSeconds: members.reduce((sum, one) => sum + one.cpuSeconds, 0),
      bytes: members.reduce((sum, one) => sum + one.bytes, 0),
    };
  }
  return groups;
}
