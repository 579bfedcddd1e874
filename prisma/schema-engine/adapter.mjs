/** @prisma/adapter-pg, with three of its faults worked around so that the schema engine can migrate through it. */
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { parseAddress, quoteName } from "./address.mjs";
import { onServer } from "./administer.mjs";

const TEXT_OID = 25;
const INTERNAL_CHAR_OID = 18;
const COLUMN_TYPE_CHARACTER = 6;

/** An adapter factory for `address`, with a shadow database of its own for `migrate dev` and `diff`. */
export function createAdapterFactory({ address, shadowAddress }) {
  const { config, schema } = parseAddress(address);
  const open = async (settings) => readInternalChars(await new PrismaPg(settings, { schema }).connect());
  const base = new PrismaPg(config, { schema });
  return Object.assign(Object.create(base), {
    provider: base.provider,
    adapterName: base.adapterName,
    connect: () => open(config),
    connectToShadowDb: () =>
      shadowAddress ? open(parseAddress(shadowAddress).config) : openShadow({ address, config, open }),
  });
}

/** Faults 1 and 2: the adapter's own shadow is the main database (see parseAddress), and it drops it before closing its pool. */
async function openShadow({ address, config, open }) {
  const database = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
  await onServer(address, (client) => client.query(`CREATE DATABASE ${quoteName(database)}`));
  const connection = await open({ ...config, database });
  const dispose = connection.dispose.bind(connection);
  connection.dispose = async () => {
    await dispose();
    await onServer(address, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${quoteName(database)} WITH (FORCE)`),
    );
  };
  return connection;
}

let internalCharColumns = [];

/**
 * Fault 3: the adapter refuses PostgreSQL's internal "char" type, which reading pg_catalog returns. The column is read as
 * text, then handed to the engine as a character. Queries of one engine run one after the other, so one list is enough.
 */
export function patchRowDescriptions() {
  const { handleRowDescription } = pg.Query.prototype;
  pg.Query.prototype.handleRowDescription = function (message) {
    internalCharColumns = message.fields.flatMap((field, i) =>
      field.dataTypeID === INTERNAL_CHAR_OID ? [i] : [],
    );
    for (const i of internalCharColumns) message.fields[i].dataTypeID = TEXT_OID;
    return handleRowDescription.call(this, message);
  };
}

function readInternalChars(queryable) {
  const queryRaw = queryable.queryRaw.bind(queryable);
  queryable.queryRaw = async (query) => {
    internalCharColumns = [];
    const result = await queryRaw(query);
    for (const i of internalCharColumns) result.columnTypes[i] = COLUMN_TYPE_CHARACTER;
    return result;
  };
  if (queryable.startTransaction) {
    const start = queryable.startTransaction.bind(queryable);
    queryable.startTransaction = async (...args) => readInternalChars(await start(...args));
  }
  return queryable;
}
