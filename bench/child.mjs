/** A process of the bench and questions to it, so that load and receiver do not wait for each other. */
import { fork } from "node:child_process";
import { join } from "node:path";

export function startChild(file) {
  const child = fork(join(import.meta.dirname, file), { serialization: "advanced" });
  const open = new Map();
  let asked = 0;
  child.on("message", ({ number, answer, error, progress }) => {
    const question = open.get(number);
    if (progress !== undefined) return question.onProgress?.(progress);
    open.delete(number);
    if (error === undefined) question.resolve(answer);
    else question.reject(new Error(`${file}: ${error}`));
  });
  child.once("exit", (code) => {
    for (const { reject } of open.values()) reject(new Error(`${file} ended with code ${code}`));
  });
  return {
    pid: child.pid,
    ask(name, about, onProgress) {
      return new Promise((resolve, reject) => {
        const number = asked++;
        open.set(number, { resolve, reject, onProgress });
        child.send({ number, name, about });
      });
    },
    stop: () => child.kill("SIGTERM"),
  };
}

/** In the child: `handlers` by name of the question. Ends with the parent. */
export function answerQuestions(handlers) {
  const all = { cpuSeconds: () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6, ...handlers };
  process.on("disconnect", () => process.exit(0));
  process.on("message", async ({ number, name, about }) => {
    try {
      const answer = await all[name](about, (progress) => process.send({ number, progress }));
      process.send({ number, answer });
    } catch (error) {
      process.send({ number, error: error.stack });
    }
  });
}
