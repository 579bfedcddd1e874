/**
 * The embedded PostgreSQL, kept running: one that ends by itself is started again under its old address. One that has no room on its disk is
 * waited for without end, because nothing but room will help it; any other that does not come back in time is given up.
 */
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
const GIVE_UP_MS = 30_000;
/** One that ends sooner than this is started again after a longer pause each time. */
const SETTLED_MS = 10_000;

export async function keepCluster(
  options: ClusterOptions & { giveUpAfterMs?: number },
  say: (line: string) => void = console.error,
): Promise<KeptCluster> {
  const stopping = new AbortController();
  let cluster = await startCluster(options);
  const { url, port, elsewhere } = cluster;
  const again = {
    start: () => startCluster({ ...options, port, startWithinMs: 0, signal: stopping.signal }),
    giveUpAfterMs: options.giveUpAfterMs ?? GIVE_UP_MS,
    signal: stopping.signal,
    say,
  };
  const kept = (async (): Promise<Error | null> => {
    let pause = FIRST_DELAY_MS;
    for (;;) {
      const startedAt = Date.now();
      await cluster.ended;
      if (stopping.signal.aborted) return null;
      say("PostgreSQL ended by itself; starting it again.");
      if (Date.now() - startedAt > SETTLED_MS) pause = FIRST_DELAY_MS;
      const next = await tryToStart(again, pause);
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

interface StartAgain {
  start: () => Promise<Cluster>;
  giveUpAfterMs: number;
  signal: AbortSignal;
  say: (line: string) => void;
}

/** Null when told to stop meanwhile, and the last error when every try failed. */
async function tryToStart(again: StartAgain, firstPause: number): Promise<Cluster | Error | null> {
  const patience = createPatience(again);
  for (let pause = firstPause; ; pause = longer(pause)) {
    await delay(pause, undefined, { signal: again.signal }).catch(() => undefined);
    if (again.signal.aborted) return null;
    const started = await again.start().catch((error: Error) => error);
    if (again.signal.aborted) {
      if (!(started instanceof Error)) await started.stop();
      return null;
    }
    if (!(started instanceof Error) || patience.isOver(started)) return started;
  }
}

/** How long trying makes sense. */
function createPatience({ giveUpAfterMs, say }: StartAgain): { isOver(error: Error): boolean } {
  let until = Date.now() + giveUpAfterMs;
  let told = false;
  return {
    isOver(error) {
      if (!isOutOfRoom(error)) return Date.now() > until;
      if (!told) say(OUT_OF_ROOM);
      told = true;
      until = Date.now() + giveUpAfterMs;
      return false;
    },
  };
}

const OUT_OF_ROOM =
  "PostgreSQL's disk is full. Free some room on it: PostgreSQL is started again then, by itself. Until then events are refused with 503.";

/** Its last words are in the message; the server speaks English (LC_ALL=C). */
const isOutOfRoom = (error: Error) => error.message.includes("No space left on device");
