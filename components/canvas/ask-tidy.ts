import type { Position } from "@/lib/graph/operations/operation";
import type { TidyQuestion } from "./tidy-layout";

/** New positions from a worker of its own. Rejects when the worker cannot be loaded or fails. */
export function askTidy(question: TidyQuestion): Promise<Record<string, Position>> {
  const worker = new Worker(new URL("./tidy-worker.ts", import.meta.url), { type: "module" });
  return new Promise<Record<string, Position>>((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => resolve(data));
    worker.addEventListener("error", (event) => reject(new Error(event.message || "The layout failed.")));
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}
