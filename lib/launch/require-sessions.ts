/**
 * A connection pool in transaction mode hands a connection on after each transaction. Then LISTEN hears nothing, and a lock of a session, such
 * as a worker's proof of life, stays behind with a connection that nobody knows. Better not to start.
 */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { LaunchError } from "./settings";

/** Among other traffic the pool may hand on another connection than the one that was marked. */
const TRIES = 5;

/** Throws a LaunchError when a setting of one session shows up in another, which is certain proof. */
export async function requireSessions(url: string): Promise<void> {
  const clients = [new pg.Client(url), new pg.Client(url)] as const;
  try {
    for (const client of clients) await client.connect();
    for (let tries = 0; tries < TRIES; tries++)
      if (await isShared(...clients))
        throw new LaunchError(
          "The database is reached through a connection pool in transaction mode, which keeps no sessions. Set DATABASE_DIRECT_URL to the database itself, or to a pool in session mode; DATABASE_URL may stay (docs/scaling.md).",
        );
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
}

async function isShared(one: pg.Client, other: pg.Client): Promise<boolean> {
  const mark = randomUUID();
  await one.query("select set_config('hookline.session', $1, false)", [mark]);
  const { rows } = await other.query("select current_setting('hookline.session', true) as mark");
  return rows[0].mark === mark;
}
