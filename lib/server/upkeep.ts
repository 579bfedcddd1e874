/**
 * What keeps the database fit, once an hour in every worker; whoever comes first does it, the others find nothing to do: the weeks to come
 * get their partitions, history past its time goes, ids of events that cannot come again and claims whose window is over are forgotten.
 */
import { forgetClaims } from "@/lib/db/claim-store";
import type { Database } from "@/lib/db/database";
import { dropPartitionsBefore, ensurePartitions, forgetEventKeys } from "@/lib/db/partitions";
import type { Logger } from "./logger";

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface UpkeepDeps {
  database: Database;
  logger: Logger;
  /** 0: history is kept for ever. */
  retentionDays: number;
}

/** Stops when called; resolves when what is under way has ended. */
export function startUpkeep(deps: UpkeepDeps): () => Promise<void> {
  let underWay = keepUp(deps, Date.now());
  const timer = setInterval(() => {
    underWay = underWay.then(() => keepUp(deps, Date.now()));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}

/** Never throws: what could not be done now is done an hour later. */
async function keepUp({ database, logger, retentionDays }: UpkeepDeps, nowMs: number): Promise<void> {
  try {
    const client = await database.pool.connect();
    try {
      await ensurePartitions(client, nowMs);
      if (retentionDays > 0) {
        const dropped = await dropPartitionsBefore(client, nowMs - retentionDays * DAY_MS);
        if (dropped.length > 0) logger.info({ dropped }, "dropped history that was past its time");
      }
    } finally {
      client.release();
    }
    await forgetEventKeys(database.pool, nowMs);
    await forgetClaims(database);
  } catch (error) {
    logger.warn({ err: error }, "upkeep of the database failed; it is tried again in an hour");
  }
}
