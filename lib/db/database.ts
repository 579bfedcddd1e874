/** One process's way to PostgreSQL: Prisma for ordinary reads and writes, `pool` for the hand-written hot path. */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client";
import { createNotices, type Notices } from "./notify";

export interface Database {
  url: string;
  prisma: PrismaClient;
  pool: pg.Pool;
  notices: Notices;
  close(): Promise<void>;
}

const DEFAULT_POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 5_000;

interface DatabaseOptions {
  url: string;
  poolSize?: number;
  /**
   * For a process that lives on its named statements: each is planned once per connection, perhaps while a week's tables are empty, and a
   * plan that reads a whole table would be kept while that grows.
   */
  byIndex?: boolean;
}

export function openDatabase(options: DatabaseOptions): Database {
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
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const notices = createNotices(pool);
  return {
    url: options.url,
    prisma,
    pool,
    notices,
    async close() {
      await notices.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
