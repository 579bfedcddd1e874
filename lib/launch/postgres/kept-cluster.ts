/** The embedded PostgreSQL, kept running: one that ends by itself is started again under its old address. */
import { setTimeout as delay } from "node:timers/promises";
import { type Cluster, type ClusterOptions, startCluster } from "./cluster";

export interface KeptCluster {
  /** Stays the same for as long as this is kept. */
  url: string;
  pid(): number;
  /** Set when the files are outside the data directory. */
  elsewhere: string | null;
  /** Resolves with the reason when it could not be started again. */
  gaveUp: Promise<Error>;
  stop(): Promise<void>;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
const STARTS_TO_TRY = 5;
/** One that ends sooner than this is started again after a longer pause each time. */
const SETTLED_MS = 10_000;

export async function keepCluster(
  options: ClusterOptions,
  say: (line: string) => void = console.error,
): Promise<KeptCluster> {
  const stopping = new AbortController();
  let cluster = await startCluster(options);
  const { url, port, elsewhere } = cluster;
  const startAgain = () => startCluster({ ...options, port, signal: stopping.signal });
  const kept = (async (): Promise<Error | null> => {
    let pause = FIRST_DELAY_MS;
    for (;;) {
      const startedAt = Date.now();
      await cluster.ended;
      if (stopping.signal.aborted) return null;
      say("PostgreSQL ended by itself; starting it again.");
      if (Date.now() - startedAt > SETTLED_MS) pause = FIRST_DELAY_MS;
      const next = await tryToStart({ start: startAgain, pause, signal: stopping.signal });
      if (next === null || next instanceof Error) return next;
      cluster = next;
      pause = longer(pause);
    }
  })();
  return {
    url,
    elsewhere,
    pid: () => cluster.pid,
    gaveUp: kept.then((reason) => reason ?? new Promise<never>(() => undefined)),
    async stop() {
      stopping.abort();
      await cluster.stop();
      await kept;
    },
  };
}

const longer = (pause: number) => Math.min(pause * 2, LONGEST_DELAY_MS);

/** Null when told to stop meanwhile, and the last error when every try failed. */
async function tryToStart(how: {
  start: () => Promise<Cluster>;
  pause: number;
  signal: AbortSignal;
}): Promise<Cluster | Error | null> {
  let { pause } = how;
  let problem = new Error("PostgreSQL was not started.");
  for (let tries = 0; tries < STARTS_TO_TRY; tries++, pause = longer(pause)) {
    await delay(pause, undefined, { signal: how.signal }).catch(() => undefined);
    if (how.signal.aborted) return null;
    try {
      const cluster = await how.start();
      if (!how.signal.aborted) return cluster;
      await cluster.stop();
    } catch (error) {
      problem = error as Error;
    }
    if (how.signal.aborted) return null;
  }
  return problem;
}
