import pgConnectionString from "pg-connection-string";

/**
 * A datasource address taken apart. `config` has explicit fields and never a connection string: pg prefers a connection
 * string over its `database` field, so a shadow database opened beside one would be the main database, and be wiped.
 */
export function parseAddress(address) {
  const url = new URL(address);
  const schema = url.searchParams.get("schema") ?? undefined;
  url.searchParams.delete("schema"); // Prisma's own parameter; the server would refuse it.
  const { host, port, user, password, database, ssl } = pgConnectionString.parse(url.toString());
  const config = { host, port: Number(port) || 5432, user, password, database };
  return { schema, config: ssl === undefined ? config : { ...config, ssl } };
}

export const quoteName = (name) => `"${name.replaceAll('"', '""')}"`;
