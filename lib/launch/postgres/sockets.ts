/** Where the embedded PostgreSQL puts its socket file: in a directory that only its own user may enter. */
import { chmodSync, chownSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Placement } from "./placement";

/** macOS has room for 104 bytes with the closing zero, Linux for 108. */
const LONGEST_PATH = 103;
const LONGEST_NAME = ".s.PGSQL.65535";

/** Null where there are no such files (Windows) or the path would be too long for one: then it is TCP alone. */
export function socketDirectory({ cluster, user }: Pick<Placement, "cluster" | "user">): string | null {
  const directory = path.join(path.dirname(cluster), "sockets");
  const isTooLong = Buffer.byteLength(path.join(directory, LONGEST_NAME)) > LONGEST_PATH;
  // PostgreSQL reads the setting as a list.
  if (process.platform === "win32" || isTooLong || /[",]/.test(directory)) return null;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  if (user !== null) chownSync(directory, user.uid, user.gid);
  return directory;
}
