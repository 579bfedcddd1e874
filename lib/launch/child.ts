/** A process of ours that is kept running: started again when it ends by itself, stopped with a deadline. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { giveWay } from "./giving-way";
import { LaunchError } from "./settings";

export interface KeptChild {
  /** Resolves with the first `ready` message; rejects when the first try ends without one. */
  ready: Promise<ReadyMessage>;
  pid(): number | undefined;
  stop(): Promise<void>;
}
export interface ReadyMessage {
  type: "ready";
  signInUrl?: string | null;
}
export interface ChildOptions {
  /** Beside this one. */
  file: string;
  env: Record<string, string | undefined>;
  nodeOptions?: string[];
  /** From SIGTERM to SIGKILL. */
  stopWithinMs: number;
  /** Others go first (giving-way.ts). */
  givesWay?: boolean;
  /** Called when it has ended by itself, before it is started again. */
  onEnded?: () => void;
  /** Called when it is ready after it was started again. */
  onReadyAgain?: (message: ReadyMessage) => void;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 5_000;

export function keepRunning(options: ChildOptions): KeptChild {
  let child: ChildProcess;
  let stopping = false;
  let again: NodeJS.Timeout | undefined;
  let pause = FIRST_DELAY_MS;
  let exited: Promise<void> = Promise.resolve();

  const begin = (onReady: (message: ReadyMessage) => void) => {
    child = spawnChild(options);
    exited = new Promise((resolve) => child.once("exit", () => resolve()));
    child.on("message", (message) => {
      if ((message as ReadyMessage).type !== "ready") return;
      pause = FIRST_DELAY_MS;
      onReady(message as ReadyMessage);
    });
    return child;
  };
  const restartAfterExit = (code: number | null, signal: string | null) => {
    if (stopping) return;
    options.onEnded?.();
    console.error(`${options.file} ended (${signal ?? `code ${code}`}); starting it again.`);
    again = setTimeout(() => {
      begin((message) => options.onReadyAgain?.(message)).once("exit", restartAfterExit);
    }, pause);
    // Goes back to the first when it gets ready: only what fails right away waits longer.
    pause = Math.min(pause * 2, LONGEST_DELAY_MS);
  };
  const ready = new Promise<ReadyMessage>((resolve, reject) => {
    const early = (code: number | null) =>
      reject(new LaunchError(`${options.file} ended with code ${code} before it was ready.`));
    const first = begin((message) => {
      first.off("exit", early).once("exit", restartAfterExit);
      resolve(message);
    });
    first.once("exit", early);
  });
  return {
    ready,
    pid: () => child.pid,
    async stop() {
      stopping = true;
      clearTimeout(again);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), options.stopWithinMs);
      await exited;
      clearTimeout(late);
    },
  };
}

function spawnChild({ file, env, givesWay, nodeOptions = [] }: ChildOptions): ChildProcess {
  const script = path.join(import.meta.dirname, file);
  const child = spawn(process.execPath, [...nodeOptions, "--import", "tsx", script], {
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // A session of its own: Linux shares its processors out by session, so together the processes had as much as one session of PostgreSQL's.
    detached: true,
  });
  if (givesWay === true && child.pid !== undefined) giveWay(child.pid);
  return child;
}
