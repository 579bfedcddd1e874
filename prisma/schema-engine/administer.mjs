/** `schema-engine cli …`: can the database be reached, create it, drop it. */
import pg from "pg";
import { parseAddress, quoteName } from "./address.mjs";

const PRISMA_CODES = { "3D000": "P1003", "28P01": "P1000" };
const UNREACHABLE = "P1001";

/** Runs `work` with a client on the server's `postgres` database. */
export async function onServer(address, work) {
  return withClient({ ...parseAddress(address).config, database: "postgres" }, work);
}

const COMMANDS = {
  "can-connect-to-database": (address) => withClient(parseAddress(address).config, () => undefined),
  "create-database": (address) =>
    onServer(address, (client) => client.query(`CREATE DATABASE ${databaseName(address)}`)),
  "drop-database": (address) =>
    onServer(address, (client) =>
      client.query(`DROP DATABASE IF EXISTS ${databaseName(address)} WITH (FORCE)`),
    ),
};

/** Answers with the exit code; on failure the reason goes to stderr as the log line that the command line reads. */
export async function administer(command, address) {
  try {
    if (!COMMANDS[command]) throw new Error(`schema-engine does not know "cli ${command}"`);
    await COMMANDS[command](address);
    return 0;
  } catch (error) {
    log("INFO", { message: "schema-engine" }); // The command line skips the first line.
    const message = error.message || `Can't reach database server at ${new URL(address).host}`;
    log("ERROR", { message, is_panic: false, error_code: PRISMA_CODES[error.code] ?? UNREACHABLE, meta: {} });
    return 1;
  }
}

async function withClient(config, work) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const databaseName = (address) => quoteName(parseAddress(address).config.database);

function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), target: "schema_engine::logger", level, fields };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
