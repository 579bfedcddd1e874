/** The hand-written statements' way to PostgreSQL, without Prisma: all that receiving an event needs. */
import pg from "pg";
import { createNotices, type Notices } from "./notify";

export interface PostgresPool {
  url: string;
  pool: pg.Pool;
  notices: Notices;
  close(): Promise<void>;
}

const DEFAULT_POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 5_000;

export interface PoolOptions {
  url: string;
  poolSize?: number;
  /**
   * For a process that lives on its named statements: each is planned once per connection, perhaps while a week's tables are empty, and a
   * plan that reads a whole table would be kept while that grows.
   */
  byIndex?: boolean;
}

export function openPool(options: PoolOptions): PostgresPool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? DEFAULT_POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: "hookline",
    ...(options.byIndex === true && {
      onConnect: async (client: pg.ClientBase) => void (await client.query("set enable_seqscan = off")),
    }),
  });
  // An idle connection that the server closes must not end the process; the next query opens another one.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const notices = createNotices(pool);
  return {
    url: options.url,
    pool,
    notices,
    async close() {
      await notices.close();
      await pool.end();
    },
  };
}
