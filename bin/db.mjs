/** `npm run db:migrate -- <name>`, `db:reset`, `db:drift`: Prisma's migrations on a throw-away or the local embedded PostgreSQL. */
import { prepare, root } from "./steps/prepare.mjs";

process.chdir(root);
prepare();
const { register } = await import("tsx/esm/api");
register();
const { runDatabaseCommand } = await import("../lib/launch/database-command.ts");
process.exitCode = await runDatabaseCommand(process.argv.slice(2));
