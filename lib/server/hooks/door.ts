/** What receiving deliveries takes, and nothing else: the process that owns the port has this alone, and every app has it, too. */
import { systemClock } from "@/lib/base/clock";
import { lookupTrigger, webhookSourceOf } from "@/lib/catalogue/lookup";
import { createEndpointCache, type EndpointCache } from "@/lib/db/endpoint-cache";
import { createEventStore } from "@/lib/db/event-store";
import { openPool, type PostgresPool } from "@/lib/db/postgres-pool";
import { createIngest, type IngestDeps } from "@/lib/ingest/ingest";
import { type Environment, readEnvironment } from "../environment";
import { createLogger, type Logger } from "../logger";
import { createSecretBox, type SecretBox } from "../secrets";
import { createReceiveDelivery, type ReceiveDelivery } from "./receive-delivery";

export interface Door {
  environment: Environment;
  logger: Logger;
  database: PostgresPool;
  secrets: SecretBox;
  ingestDeps: IngestDeps;
  endpoints: EndpointCache;
  receiveDelivery: ReceiveDelivery;
}

export function createDoor(means: Pick<Door, "environment" | "logger" | "database">): Door {
  const { environment, logger, database } = means;
  const secrets = createSecretBox(environment.secret);
  const store = createEventStore(database);
  const endpoints = createEndpointCache({ url: environment.directDatabaseUrl, find: store.findEndpoint });
  const ingestDeps: IngestDeps = {
    store,
    sourceOf: webhookSourceOf,
    lookupTrigger,
    openKey: remember(secrets.open),
    clock: systemClock,
  };
  const ingest = createIngest({ ...ingestDeps, store: { ...store, findEndpoint: endpoints.find } });
  return {
    ...means,
    secrets,
    ingestDeps,
    endpoints,
    receiveDelivery: createReceiveDelivery({ ingest, logger }),
  };
}

/** Two groups of deliveries and two of look-ups at once, and notices. */
const CONNECTIONS = 6;

/** For a process that is nothing but a door. */
export function openDoor(env: Record<string, string | undefined>): Door & { close(): Promise<void> } {
  const environment = readEnvironment(env);
  const database = openPool({ url: environment.databaseUrl, poolSize: CONNECTIONS });
  const door = createDoor({ environment, logger: createLogger(environment.logLevel), database });
  return {
    ...door,
    async close() {
      await door.endpoints.close();
      await database.close();
    },
  };
}

const MAX_OPENED_KEYS = 1_000;

/** A signing key is decrypted once, not with every delivery. */
function remember(open: (sealed: string) => string): (sealed: string) => string {
  const opened = new Map<string, string>();
  return (sealed) => {
    const known = opened.get(sealed);
    if (known !== undefined) return known;
    if (opened.size >= MAX_OPENED_KEYS) opened.clear();
    const key = open(sealed);
    opened.set(sealed, key);
    return key;
  };
}
