/** CPU time and memory of the product's processes by what they are, from /proc; empty where there is none. Linux only. */
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
    };
  } catch {
    return null; // ended meanwhile
  }
}

/**
 * In bytes: its share of what is resident (pages that several processes map are divided among them, so a group's shares add up to what it
 * takes of the machine), and how much of that is shared memory, such as PostgreSQL's buffers. Where the kernel does not tell: what
 * nobody shares.
 */
function memoryOf(pid) {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const read = (name) => Number(new RegExp(`^${name}: +(\\d+) kB`, "m").exec(rollup)?.[1] ?? 0) * 1024;
    return { bytes: read("Pss"), sharedBytes: read("Pss_Shmem") };
  } catch {
    return { bytes: privateBytes(pid), sharedBytes: 0 };
  }
}

function privateBytes(pid) {
  try {
    const [, resident, shared] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ").map(Number);
    return (resident - shared) * PAGE_BYTES;
  } catch {
    return 0; // ended meanwhile
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

/** The one of the supervisor's children that is `web`, `worker` or `postgres`; `pages` is the web process's. */
export function childOf(supervisor, role) {
  if (role === "pages") {
    const web = childOf(supervisor, "web");
    return web && family(web.pid).find(({ command }) => command.includes("/pages.ts"));
  }
  const sign = { web: "/web.ts", worker: "/worker.ts", postgres: "bin/postgres" }[role];
  return family(supervisor).find(({ parent, command }) => parent === supervisor && command.includes(sign));
}

/** {web, worker, postgres}: {cpuSeconds, bytes, sharedBytes} of each with everything below it. */
export function usage(supervisor) {
  const groups = {};
  for (const role of ["web", "worker", "postgres"]) {
    const root = childOf(supervisor, role);
    if (root === undefined) continue;
    const members = family(root.pid).map((one) => ({ ...one, ...memoryOf(one.pid) }));
    const total = (name) => members.reduce((sum, one) => sum + one[name], 0);
    groups[role] = {
      cpuSeconds: total("cpuSeconds"),
      bytes: total("bytes"),
      sharedBytes: total("sharedBytes"),
    };
  }
  return groups;
}
