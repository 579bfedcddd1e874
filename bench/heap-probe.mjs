/** Loaded into the product's processes by heap.mjs: on SIGUSR2 collects garbage and writes what is left beside the data. */
import { renameSync, writeFileSync } from "node:fs";
import { heapFile } from "./heap.mjs";

process.on("SIGUSR2", () => {
  // What the first finds unreachable may hold on to more until it was finalized.
  for (let times = 0; times < 3; times++) globalThis.gc();
  const file = heapFile(process.env.HOOKLINE_DATA, process.pid);
  writeFileSync(`${file}.part`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.part`, file);
});
