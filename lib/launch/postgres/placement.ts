/**
 * Where the cluster's files lie and which user runs it. PostgreSQL refuses to run as root; then an unprivileged user does,
 * and neither data nor programs may lie behind a directory which that user cannot enter.
 */
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { installedPostgres, type PostgresFiles } from "./binaries";

export interface SystemUser {
  uid: number;
  gid: number;
}

export interface Placement {
  /** PostgreSQL's data directory. */
  cluster: string;
  /** bin/, lib/ and share/, reachable by `user`. */
  programs: string;
  /** Who runs PostgreSQL; null is whoever runs Hookline. */
  user: SystemUser | null;
  /** Set when PostgreSQL's files are outside the data directory. */
  elsewhere: string | null;
}

const UNPRIVILEGED_NAME = "nobody";
const ELSEWHERE = "/var/lib";
/** In the data directory: says where the cluster is, so that a later change of a directory's mode does not hide it. */
const RECORD = "postgres.json";

/** Decides once per data directory; later starts follow the record. */
export function placePostgres(dataDirectory: string): Placement {
  const home = recordedHome(dataDirectory) ?? chooseHome(dataDirectory);
  const cluster = path.join(home, "postgres");
  const user = userFor(cluster);
  return {
    cluster,
    programs: reachablePrograms({ files: installedPostgres(), home, user }),
    user,
    elsewhere: home === dataDirectory ? null : home,
  };
}

/** True when `user` may pass through every directory on the way to `directory` and into it. */
export function canEnter(directory: string, user: SystemUser): boolean {
  for (let current = path.resolve(directory); ; current = path.dirname(current)) {
    if (!mayPass(current, user)) return false;
    if (current === path.dirname(current)) return true;
  }
}

function mayPass(directory: string, user: SystemUser): boolean {
  const { uid, gid, mode } = statSync(directory);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  if (gid === user.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}

function recordedHome(dataDirectory: string): string | null {
  const record = path.join(dataDirectory, RECORD);
  if (!existsSync(record)) return null;
  return path.resolve(dataDirectory, JSON.parse(readFileSync(record, "utf8")).home);
}

function chooseHome(dataDirectory: string): string {
  const user = isRoot() ? unprivilegedUser() : null;
  let home = dataDirectory;
  if (user && !canEnter(dataDirectory, user)) {
    home = path.join(ELSEWHERE, `hookline-${randomBytes(4).toString("hex")}`);
    mkdirSync(home, { mode: 0o700 });
    chownSync(home, user.uid, user.gid);
  }
  // Relative, so that a data directory that holds its own cluster can be moved.
  const recorded = home === dataDirectory ? "." : home;
  writeFileSync(path.join(dataDirectory, RECORD), `${JSON.stringify({ home: recorded })}\n`);
  return home;
}

/** Root runs an existing cluster as its owner, whoever made it. */
function userFor(cluster: string): SystemUser | null {
  if (!isRoot()) return null;
  if (!existsSync(cluster)) return unprivilegedUser();
  const { uid, gid } = statSync(cluster);
  return { uid, gid };
}

function reachablePrograms(where: { files: PostgresFiles; home: string; user: SystemUser | null }): string {
  const { files, home, user } = where;
  if (!user || canEnter(files.directory, user)) return files.directory;
  const copy = path.join(home, `programs-${files.version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  cpSync(files.directory, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  renameSync(unfinished, copy);
  return copy;
}

function unprivilegedUser(): SystemUser {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${UNPRIVILEGED_NAME}:`));
  if (!line) {
    throw new Error(
      `PostgreSQL does not run as root, and there is no user "${UNPRIVILEGED_NAME}" to run it as. ` +
        "Start Hookline as an ordinary user, or set DATABASE_URL to a PostgreSQL server of yours.",
    );
  }
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

const isRoot = () => process.getuid?.() === 0;
