/** The kinds of process, and how each is kept. */
import { type ChildOptions, type KeptChild, keepRunning } from "./child";

/** Requests under way may finish. */
const WEB_STOP_MS = 10_000;
/** Told when the web process has nothing under way there any more; less than that waits (drain.ts). */
const PAGES_STOP_MS = 1_400;
const WORKER_STOP_MS = 3_500;
/** In MiB. Twice Node's: what a run or a delivery leaves behind is then collected half as often, which was an eighth of the worker's time. */
const YOUNG_SPACE = "--max-semi-space-size=32";

type Env = Record<string, string | undefined>;

export const keepWeb = (env: Env): KeptChild =>
  keepRunning({
    file: "web.ts",
    env,
    nodeOptions: [YOUNG_SPACE],
    stopWithinMs: WEB_STOP_MS,
    // The one before may have been used or have run out meanwhile.
    onReadyAgain: ({ signInUrl }) => saySignIn(signInUrl ?? null),
  });

/** A child of the web process, which hands requests on to it by `socketPath`. */
export const keepPages = (
  env: Env,
  options: { socketPath: string } & Pick<ChildOptions, "onEnded" | "onReadyAgain">,
): KeptChild => {
  const { socketPath, ...told } = options;
  return keepRunning({
    file: "pages.ts",
    env: { ...env, HOOKLINE_PAGES_SOCKET: socketPath },
    stopWithinMs: PAGES_STOP_MS,
    ...told,
  });
};

export const keepWorker = (env: Env): KeptChild =>
  keepRunning({
    file: "worker.ts",
    env,
    nodeOptions: [YOUNG_SPACE],
    stopWithinMs: WORKER_STOP_MS,
    givesWay: true,
  });

export function saySignIn(url: string | null): void {
  if (url !== null) console.log(`Sign in as owner, once, within a day: ${url}`);
}
