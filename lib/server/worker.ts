/** The worker process's composition: engine, store, queue and the real services around an action. */
import { systemClock } from "@/lib/base/clock";
import { hostLimits, lookupAction, lookupTrigger } from "@/lib/catalogue/lookup";
import { createClaimStore } from "@/lib/db/claim-store";
import { readStoredConnection } from "@/lib/db/connection-store";
import { openDatabase } from "@/lib/db/database";
import { createRunQueue } from "@/lib/db/graphile-queue";
import { createRunStore } from "@/lib/db/run-store";
import { createTurnStore, forgetTurns } from "@/lib/db/turn-store";
import { createHostGate } from "@/lib/engine/host-gate";
import { startEngine } from "@/lib/engine/worker";
import { parseAllowHosts } from "@/lib/outgoing/allow-hosts";
import { createGuardedFetch } from "@/lib/outgoing/guarded-fetch";
import { createResolveHost } from "@/lib/outgoing/resolve-host";
import { createExpressions } from "@/lib/transform/expressions";
import { openConnection } from "./connections/open-connection";
import { readEnvironment } from "./environment";
import { startLinkRollUp } from "./links/start-roll-up";
import { createLogger } from "./logger";
import { createSecretBox } from "./secrets";
import { startUpkeep } from "./upkeep";

/** Runs under way at once in one process; most of them wait for somebody's answer. One workflow gets three quarters (fair-slots.ts). */
const CONCURRENCY = 176;
/** As many as the guarded fetch keeps connections to one. */
const CALLS_TO_A_HOST = 64;

export async function startWorker(options: { env: Record<string, string | undefined> }): Promise<{
  stop(): Promise<void>;
  failed: Promise<Error>;
}> {
  const environment = readEnvironment(options.env);
  const logger = createLogger(environment.logLevel);
  // The queue listens, and a lock of its session is the worker's proof of life.
  const database = openDatabase({ url: environment.directDatabaseUrl, poolSize: 16, byIndex: true });
  const secrets = createSecretBox(environment.secret);
  const allowHosts = parseAllowHosts(environment.allowHosts);
  const resolveHost = createResolveHost({ allowHosts });
  const expressions = createExpressions();
  await forgetTurns(database);
  const worker = await startEngine(
    {
      store: createRunStore(database),
      lookupAction,
      isTrigger: (type) => lookupTrigger(type) !== undefined,
      connectionOf: async (workspaceId, connectionId) => {
        const stored = await readStoredConnection(database, { workspaceId, connectionId });
        return stored === null ? null : openConnection(secrets, stored);
      },
      fetch: createGuardedFetch({ allowHosts, resolveHost }),
      resolveHost,
      claims: createClaimStore(database),
      expressions,
      clock: systemClock,
      random: Math.random,
      turns: { store: createTurnStore(database), hostLimits, gate: createHostGate(CALLS_TO_A_HOST) },
    },
    createRunQueue(database, (level, message) => logger[level === "error" ? "error" : "warn"](message)),
    { concurrency: CONCURRENCY },
  );
  const stopUpkeep = startUpkeep({ database, logger, retentionDays: environment.retentionDays });
  const stopRollUp = startLinkRollUp({ database, logger });
  return {
    failed: worker.failed,
    async stop() {
      await stopRollUp();
      await stopUpkeep();
      await worker.stop();
      expressions.close();
      await database.close();
    },
  };
}
