/** A process that evaluates, and those who wait for it. It starts when it is needed and ends when it was not for a while. */
import { type ChildProcess, fork } from "node:child_process";
import os from "node:os";
import path from "node:path";
import type { Evaluated } from "./evaluate-expression";
import { MEMORY_MB, TIME_LIMIT_MS } from "./limits";

export interface LineWork {
  expression: string;
  /** JSON. */
  data: string;
}
export type LineOutcome =
  | { kind: "evaluated"; evaluated: Evaluated; ms: number }
  | { kind: "late" }
  /** It ended while it evaluated: its memory was full. */
  | { kind: "ended" };

/** Beyond the limit that the evaluation keeps by itself. */
const GRACE_MS = 500;
/** A timer is late by so much only where its process had no chance to run. */
const STOOD_STILL_MS = 250;
const STARTS_WITHIN_MS = 20_000;
const IDLE_MS = 60_000;
/** A long calculation yields to everything else. */
const NICENESS = 5;

export class EvaluationLine {
  private child: ChildProcess | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;
  private closed = false;

  /** One after another. Rejects where no process can be started, and with the signal's reason. */
  evaluate(work: LineWork, signal: AbortSignal): Promise<LineOutcome> {
    const outcome = this.last.then(() => {
      // Whoever asked may have gone while it waited.
      signal.throwIfAborted();
      return this.next(work);
    });
    this.last = outcome.catch(() => undefined);
    return outcome;
  }

  close(): void {
    this.closed = true;
    this.end();
  }

  private async next(work: LineWork): Promise<LineOutcome> {
    if (this.closed) throw new Error("The worker is stopping.");
    clearTimeout(this.idle);
    this.child ??= await this.start();
    const outcome = await ask(this.child, work);
    if (outcome.kind === "evaluated") this.idle = setTimeout(() => this.end(), IDLE_MS).unref();
    else this.end();
    return outcome;
  }

  private end(): void {
    clearTimeout(this.idle);
    this.child?.kill("SIGKILL");
    this.child = null;
  }

  private async start(): Promise<ChildProcess> {
    const child = fork(path.join(import.meta.dirname, "expression-process.ts"), [], {
      execArgv: [
        "--import",
        "tsx",
        `--max-old-space-size=${MEMORY_MB}`,
        "--disallow-code-generation-from-strings",
        "--disable-proto=delete",
      ],
      // Without the worker's environment: it holds secrets.
      env: { NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    // Between two expressions: the next one starts another.
    child.once("exit", () => {
      if (this.child === child) this.child = null;
    });
    const answer = await answerOf(child, STARTS_WITHIN_MS);
    if (answer.kind !== "message") {
      child.kill("SIGKILL");
      throw new Error("The process for expressions could not be started.");
    }
    try {
      if (child.pid !== undefined) os.setPriority(child.pid, NICENESS);
    } catch {
      // Where the system does not allow it, it runs as everybody else does.
    }
    // It must not keep the worker from ending.
    child.unref();
    child.channel?.unref();
    return child;
  }
}

async function ask(child: ChildProcess, work: LineWork): Promise<LineOutcome> {
  const startedAt = performance.now();
  const answer = answerOf(child, TIME_LIMIT_MS + GRACE_MS);
  if (child.connected) child.send(work, () => undefined);
  const outcome = await answer;
  if (outcome.kind !== "message") return outcome;
  const { evaluated } = outcome.message as { evaluated: Evaluated };
  return { kind: "evaluated", evaluated, ms: performance.now() - startedAt };
}

type Answer = { kind: "message"; message: unknown } | { kind: "late" } | { kind: "ended" };

function answerOf(child: ChildProcess, withinMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      child.off("message", onMessage).off("exit", onEnd).off("error", onEnd);
      resolve(answer);
    };
    const onMessage = (message: unknown) => settle({ kind: "message", message });
    const onEnd = () => settle({ kind: "ended" });
    let dueAt = performance.now() + withinMs;
    let isExtended = false;
    const onTime = () => {
      if (performance.now() - dueAt > STOOD_STILL_MS && !isExtended) {
        // The machine stood still, and the evaluation most likely with it.
        isExtended = true;
        dueAt = performance.now() + GRACE_MS;
        timer = setTimeout(onTime, GRACE_MS);
        return;
      }
      // Timers come first where a process stood still: an answer that lies there is read before this.
      setImmediate(settle, { kind: "late" });
    };
    let timer = setTimeout(onTime, withinMs);
    child.on("message", onMessage).on("exit", onEnd).on("error", onEnd);
    if (child.exitCode !== null || child.signalCode !== null) onEnd();
  });
}
