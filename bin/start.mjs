/** `npm start`: prepares what is missing, then hands over to lib/launch. Plain JavaScript without packages, for a fresh clone. */
import { buildIfStale, prepare, root } from "./steps/prepare.mjs";

process.chdir(root);
const dev = process.argv.includes("--dev");
const asked = process.argv.indexOf("--role");
const role = asked === -1 ? "all" : process.argv[asked + 1];
if (!["all", "web", "worker"].includes(role)) {
  console.error(`--role is "${role ?? ""}"; it is web, worker or all.`);
  process.exit(1);
}
try {
  prepare();
  if (!dev && role !== "worker") buildIfStale();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// Only now: on a fresh clone there was no tsx before.
const { register } = await import("tsx/esm/api");
register();
const { launch } = await import("../lib/launch/main.ts");
process.exitCode = await launch({ dev, role });
