/** One Hookline per data directory: a lock file with the process id of who holds it. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commandOf } from "./processes";

export type Claim = { ok: true; release: () => void } | { ok: false; pid: number };

const FILE = "lock";

/** A lock whose process is gone, or is another program under the same number, was left behind and is taken over. */
export function claim(dataDirectory: string): Claim {
  const file = path.join(dataDirectory, FILE);
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}\n${commandOf(process.pid) ?? ""}\n`, { flag: "wx", mode: 0o600 });
      return { ok: true, release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const [pid, command] = readLock(file);
    if (pid !== null && pid !== process.pid && commandOf(pid) === command) return { ok: false, pid };
    rmSync(file, { force: true });
  }
}

function readLock(file: string): [number | null, string | undefined] {
  try {
    const [pid, command] = readFileSync(file, "utf8").split("\n");
    return [Number(pid) || null, command];
  } catch {
    return [null, undefined];
  }
}
