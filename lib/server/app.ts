/**
 * The composition root: everything that lives as long as its process, made once. Next.js loads route modules and instrumentation as
 * separate instances, so the one app is kept on globalThis.
 */
import { systemClock } from "@/lib/base/clock";
import { lookupTrigger, webhookSourceOf } from "@/lib/catalogue/lookup";
import { type Database, openDatabase } from "@/lib/db/database";
import { createEndpointCache, type EndpointCache } from "@/lib/db/endpoint-cache";
import { createEventStore } from "@/lib/db/event-store";
import type { Expressions } from "@/lib/engine/expressions";
import { createIngest, type Ingest, type IngestDeps } from "@/lib/ingest/ingest";
import { type Auth, createAuth } from "./auth/auth";
import { type Environment, readEnvironment } from "./environment";
import { createLogger, type Logger } from "./logger";
import { createWhoIsHere, type WhoIsHere } from "./presence/who-is-here";
import { createSecretBox, type SecretBox } from "./secrets";
import { createStreamHub, type StreamHub } from "./stream/stream-hub";

export interface App {
  environment: Environment;
  logger: Logger;
  database: Database;
  secrets: SecretBox;
  auth: Auth;
  ingestDeps: IngestDeps;
  ingest: Ingest;
  endpoints: EndpointCache;
  streams: StreamHub;
  /** For tests and backtests of drafts; a worker has its own. Handed in by start-web.ts: Next.js cannot bundle what starts a process. */
  expressions: Expressions & { close?: () => void };
  whoIsHere: WhoIsHere;
}

const NO_EXPRESSIONS: Expressions = {
  evaluate: () =>
    Promise.reject(new Error("Expressions are evaluated where start-web.ts started the process.")),
};

const holder = globalThis as { hooklineApp?: App };

export function getApp(): App {
  holder.hooklineApp ??= createApp(readEnvironment(process.env));
  return holder.hooklineApp;
}

export function createApp(environment: Environment): App {
  const logger = createLogger(environment.logLevel);
  const database = openDatabase({ url: environment.databaseUrl });
  const secrets = createSecretBox(environment.secret);
  const store = createEventStore(database);
  const endpoints = createEndpointCache({ url: environment.directDatabaseUrl, find: store.findEndpoint });
  const whoIsHere = createWhoIsHere();
  const ingestDeps: IngestDeps = {
    store,
    sourceOf: webhookSourceOf,
    lookupTrigger,
    openKey: remember(secrets.open),
    clock: systemClock,
  };
  return {
    environment,
    logger,
    database,
    secrets,
    auth: createAuth(database, environment, logger),
    ingestDeps,
    ingest: createIngest({ ...ingestDeps, store: { ...store, findEndpoint: endpoints.find } }),
    endpoints,
    streams: createStreamHub({ url: environment.directDatabaseUrl, logger, hear: whoIsHere.hear }),
    whoIsHere,
    expressions: NO_EXPRESSIONS,
  };
}

/** Ends open event streams first: a server that waits for its connections to close would wait for them for ever. */
export async function closeApp(): Promise<void> {
  const app = holder.hooklineApp;
  holder.hooklineApp = undefined;
  if (app === undefined) return;
  app.expressions.close?.();
  await app.streams.close();
  await app.endpoints.close();
  await app.database.close();
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
