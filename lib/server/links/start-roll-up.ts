import { linkTriggers } from "@/lib/catalogue/lookup";
import type { Database } from "@/lib/db/database";
import { forgetOldLinks, rollUpLinks } from "@/lib/db/link-roll-up";
import type { Logger } from "../logger";
import { foldInSlices } from "./fold-clicks";

const EVERY_MS = 5_000;
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
  let isStopped = false;
  let ticks = 0;
  const work = { pool: database.pool, types: [...linkTriggers.keys()], fold: foldInSlices };
  const tick = async (): Promise<void> => {
    try {
      while (!isStopped && (await rollUpLinks(work, Date.now())) === "more");
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
    isStopped = true;
    clearInterval(timer);
    await underWay;
  };
}
