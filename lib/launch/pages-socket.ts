/** Where the pages process listens: a socket file in a directory that only its own user may enter, or a named pipe (Windows). */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface PagesSocket {
  path: string;
  /** Takes away what a process that was killed has left there. */
  clear(): void;
  remove(): void;
}

export function newPagesSocket(): PagesSocket {
  if (process.platform === "win32")
    return {
      path: String.raw`\\.\pipe\hookline-${randomUUID()}`,
      clear: () => undefined,
      remove: () => undefined,
    };
  // mkdtemp makes it for its owner alone; the system's own directory, because a path to a socket has 103 bytes at the most.
  const directory = mkdtempSync(path.join(tmpdir(), "hookline-"));
  const file = path.join(directory, "pages");
  return {
    path: file,
    clear: () => rmSync(file, { force: true }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
