/**
 * The composition root: everything that lives as long as its process, made once. Next.js loads route modules and instrumentation as
 * separate instances, so the one app is kept on globalThis.
 */
import { type Database, openDatabase } from "@/lib/db/database";
import type { Expressions } from "@/lib/engine/expressions";
import { type Auth, createAuth } from "./auth/auth";
import { type Environment, readEnvironment } from "./environment";
import { createDoor, type Door } from "./hooks/door";
import { createLogger } from "./logger";
import { createWhoIsHere, type WhoIsHere } from "./presence/who-is-here";
import { createStreamHub, type StreamHub } from "./stream/stream-hub";

export interface App extends Door {
  database: Database;
  auth: Auth;
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
  const whoIsHere = createWhoIsHere();
  return {
    ...createDoor({ environment, logger, database }),
    database,
    auth: createAuth(database, environment, logger),
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
