/** Memory of the product slice by slice, so that flat can be told from rising. In bytes. */
import { inMiB } from "./figures.mjs";
import { readHeap } from "./heap.mjs";
import { childOf, usage } from "./processes.mjs";

/** {web, worker, postgres}: each's share of what is resident (web: with its pages process); `webHeap`, `pagesHeap` and `workerHeap`: what is left after a collection; `shared`: of PostgreSQL's, its buffers. */
export async function readMemory(product) {
  const supervisor = product.child.pid;
  const heapOf = async (role) => {
    const pid = childOf(supervisor, role)?.pid;
    if (pid === undefined) return Number.NaN; // it was killed, and is started again
    const { heapUsed, external } = await readHeap(product.data, pid);
    return heapUsed + external;
  };
  const heaps = {
    webHeap: await heapOf("web"),
    pagesHeap: await heapOf("pages"),
    workerHeap: await heapOf("worker"),
  };
  const { web, worker, postgres } = usage(supervisor);
  return {
    ...heaps,
    web: web?.bytes ?? Number.NaN,
    worker: worker?.bytes ?? Number.NaN,
    postgres: postgres?.bytes ?? Number.NaN,
    shared: postgres?.sharedBytes ?? Number.NaN,
  };
}

export const MEMORY_HEAD = [
  "web and pages",
  "web heap",
  "pages heap",
  "worker",
  "worker heap",
  "PostgreSQL",
  "of it shared buffers",
];
export const memoryCells = ({ web, webHeap, pagesHeap, worker, workerHeap, postgres, shared }) =>
  [web, webHeap, pagesHeap, worker, workerHeap, postgres, shared].map((bytes) =>
    Number.isNaN(bytes) ? "none" : inMiB(bytes),
  );
