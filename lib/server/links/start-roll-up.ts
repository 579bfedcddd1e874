import { setTimeout as delay } from "node:timers/promises";
import { linkTriggers } from "@/lib/catalogue/lookup";
import type { Database } from "@/lib/db/database";
import { forgetOldLinks, rollUpLinks } from "@/lib/db/link-roll-up";
import type { Logger } from "../logger";
import { foldInSlices } from "./fold-clicks";

const EVERY_MS = 5_000;
/** After each portion it rests so many times as long: after a newsletter there is much to count, and runs go first. */
const RESTS = 4;
/** So many ticks apart, days past their time go. */
const FORGET_EVERY = 720;

/** Counts clicks on links, every few seconds in every worker; whoever comes first does it. Stops when called, after what is under way. */
export function startLinkRollUp({
  database,
  logger,
}: {
  database: Database;
  logger: Logger;
}): () => Promise<void> {
  const stopping = new AbortController();
  let ticks = 0;
  const work = { pool: database.pool, types: [...linkTriggers.keys()], fold: foldInSlices };
  const tick = async (): Promise<void> => {
    try {
      for (;;) {
        const began = performance.now();
        if (stopping.signal.aborted || (await rollUpLinks(work, Date.now())) !== "more") break;
        await delay((performance.now() - began) * RESTS, undefined, { signal: stopping.signal }).catch(
          () => undefined,
        );
      }
      if (ticks++ % FORGET_EVERY === 0) await forgetOldLinks(database.pool, Date.now());
    } catch (error) {
      logger.warn(
        { err: error },
        "counting clicks on links failed; it goes on from where it was in a moment",
      );
    }
  };
  let underWay = tick();
  let isIdle = false;
  const rest = () => void underWay.then(() => (isIdle = true));
  rest();
  const timer = setInterval(() => {
    if (!isIdle) return;
    isIdle = false;
    underWay = tick();
    rest();
  }, EVERY_MS);
  return async () => {
    stopping.abort();
    clearInterval(timer);
    await underWay;
  };
}
