/** A process of ours that is kept running: started again when it ends by itself, stopped with a deadline. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

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

const STOP_DEADLINE_MS = 3_500;
const RESTART_MS = 1_000;

export function keepRunning(file: string, env: Record<string, string | undefined>): KeptChild {
  let child: ChildProcess;
  let stopping = false;
  let exited: Promise<void> = Promise.resolve();
  const begin = () => {
    child = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, file)], {
      env: env as NodeJS.ProcessEnv,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    exited = new Promise((resolve) => child.once("exit", () => resolve()));
    return child;
  };
  const watch = () => {
    child.once("exit", (code, signal) => {
      if (stopping) return;
      console.error(`${file} ended (${signal ?? `code ${code}`}); starting it again.`);
      setTimeout(() => {
        if (stopping) return;
        begin();
        watch();
      }, RESTART_MS);
    });
  };
  const first = begin();
  const ready = new Promise<ReadyMessage>((resolve, reject) => {
    first.on("message", (message) => {
      if ((message as ReadyMessage).type !== "ready") return;
      watch();
      resolve(message as ReadyMessage);
    });
    first.once("exit", (code) => reject(new Error(`${file} ended with code ${code} before it was ready.`)));
  });
  return {
    ready,
    pid: () => child.pid,
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_DEADLINE_MS);
      await exited;
      clearTimeout(late);
    },
  };
}
