/**
 * What a fresh clone needs before anything else can run: packages and the generated database client. Plain JavaScript without packages.
 * Both steps are skipped when nothing they depend on is newer than their result.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { whileAlone } from "./alone.mjs";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const NODE_MODULES = "node_modules/.package-lock.json";
const CLIENT = "lib/db/generated/client.ts";

const changedAt = (path) => (existsSync(join(root, path)) ? statSync(join(root, path)).mtimeMs : 0);
const newestIn = (folder) =>
  Math.max(...readdirSync(join(root, folder)).map((name) => changedAt(`${folder}/${name}`)));

/** Runs a command in the project's folder with this terminal's input and output; true when it ended well. */
export function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: "inherit" }).status === 0;
}

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Hookline needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from nodejs.org and try again.`,
  );
  process.exit(1);
}

const BUILD = ".next/BUILD_ID";
const BUILT_FROM = ["app", "components", "lib", "public"];
const BUILT_FROM_FILES = ["next.config.js", "postcss.config.mjs", "package-lock.json", "tsconfig.json"];

function newestBelow(folder) {
  let newest = 0;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) newest = Math.max(newest, newestBelow(path));
    else if (!/\.test\.tsx?$/.test(entry.name)) newest = Math.max(newest, changedAt(path));
  }
  return newest;
}

function isBuilt() {
  const sources = [...BUILT_FROM.map(newestBelow), ...BUILT_FROM_FILES.map(changedAt)];
  return changedAt(BUILD) > Math.max(...sources);
}

/** Builds the pages when a source is newer than the last build; of several processes that start together one does. Throws when the build fails. */
export function buildIfStale() {
  if (isBuilt()) return;
  const build = () => {
    if (isBuilt()) return; // by the one that was waited for
    console.log("Building …");
    if (!run(process.execPath, ["node_modules/next/dist/bin/next", "build"]))
      throw new Error("The build failed; its last lines say why.");
  };
  const lock = join(root, "node_modules/.hookline-build");
  whileAlone(lock, build, () => console.log("Waiting for another process's build …"));
}

/** Throws, with what to do, when a step fails. */
export function prepare() {
  requireNode();
  if (changedAt(NODE_MODULES) < changedAt("package-lock.json")) {
    console.log("Installing packages …");
    if (!run("npm", ["ci", "--no-audit", "--no-fund"]))
      throw new Error("npm ci failed; its last lines say why. Mend it and start again.");
  }
  if (changedAt(CLIENT) < newestIn("prisma/schema")) {
    console.log("Generating the database client …");
    if (!run(process.execPath, ["node_modules/prisma/build/index.js", "generate"]))
      throw new Error("prisma generate failed; its last lines say why.");
  }
}
