import type pg from "pg";

/** Several hand-written statements, all or none; `begin` may say how they are kept apart from others. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  begin = "begin",
): Promise<T> {
  const client = await pool.connect();
  try {
    return await inTransactionOf(client, () => work(client), begin);
  } finally {
    client.release();
  }
}

/** The same over a connection that is the caller's own. */
export async function inTransactionOf<T>(
  client: pg.ClientBase,
  work: () => Promise<T>,
  begin = "begin",
): Promise<T> {
  try {
    await client.query(begin);
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
