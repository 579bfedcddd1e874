/** One process's way to PostgreSQL: Prisma for ordinary reads and writes, `pool` for the hand-written hot path. */
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";
import { openPool, type PoolOptions, type PostgresPool } from "./postgres-pool";

export interface Database extends PostgresPool {
  prisma: PrismaClient;
}
export function openDatabase(options: PoolOptions): Database {
  const opened = openPool(options);
  const prisma = new PrismaClient({ adapter: new PrismaPg(opened.pool) });
  return {
    ...opened,
    prisma,
    async close() {
      await opened.notices.close();
      await prisma.$disconnect();
      await opened.pool.end();
    },
  };
}
