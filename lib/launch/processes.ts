/** What the system knows of a process. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** The command line of a running process; null when there is none (or only its remains, not yet collected). */
export function commandOf(pid: number): string | null {
  try {
    if (!existsSync("/proc/self/cmdline")) {
      return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
    }
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() || null;
  } catch {
    return null;
  }
}
