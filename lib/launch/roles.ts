/** The two kinds of process, and how each is kept. */
import { type KeptChild, keepRunning } from "./child";

/** Requests under way may finish. */
const WEB_STOP_MS = 10_000;
const WORKER_STOP_MS = 3_500;
/** In MiB. Twice Node's: what a run leaves behind is then collected half as often, which was an eighth of the worker's time. */
const WORKER_YOUNG_SPACE = 32;

type Env = Record<string, string | undefined>;

export const keepWeb = (env: Env): KeptChild =>
  keepRunning({
    file: "web.ts",
    env,
    stopWithinMs: WEB_STOP_MS,
    // The one before may have been used or have run out meanwhile.
    onReadyAgain: ({ signInUrl }) => saySignIn(signInUrl ?? null),
  });

export const keepWorker = (env: Env): KeptChild =>
  keepRunning({
    file: "worker.ts",
    env,
    nodeOptions: [`--max-semi-space-size=${WORKER_YOUNG_SPACE}`],
    stopWithinMs: WORKER_STOP_MS,
    givesWay: true,
  });

export function saySignIn(url: string | null): void {
  if (url !== null) console.log(`Sign in as owner, once, within a day: ${url}`);
}
