/** What a process of the product really holds: its heap after a forced collection. Resident memory alone cannot tell a leak from garbage. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sleep } from "./figures.mjs";

const WAIT_MS = 10_000;

export const heapFile = (dataDirectory, pid) => join(dataDirectory, `heap-${pid}`);

/** The environment that loads heap-probe.mjs into everything that is started with it. */
export const withHeapProbe = () => ({
  NODE_OPTIONS: `--expose-gc --import ${pathToFileURL(join(import.meta.dirname, "heap-probe.mjs"))}`,
});

/** {heapUsed, external, rss, …} in bytes. Only of processes that were started with the probe: another would end. */
export async function readHeap(dataDirectory, pid) {
  const file = heapFile(dataDirectory, pid);
  rmSync(file, { force: true });
  process.kill(pid, "SIGUSR2");
  for (const until = Date.now() + WAIT_MS; !existsSync(file); await sleep(20))
    if (Date.now() > until) throw new Error(`process ${pid} did not say how large its heap is`);
  return JSON.parse(readFileSync(file, "utf8"));
}
