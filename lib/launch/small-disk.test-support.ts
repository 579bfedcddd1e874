/** For chaos tests: a disk of a few MiB for one process and what it starts, gone when they end: a tmpfs in a mount namespace of their own. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The start of a command that runs what follows it with `directory` being such a disk. An ordinary user needs a user namespace around it. */
export function onSmallDisk(directory: string, sizeMiB: number): string[] {
  const mount = `mount -t tmpfs -o size=${sizeMiB}m,mode=755 tmpfs "$0"`;
  const uid = process.getuid?.() ?? 0;
  return uid === 0
    ? ["unshare", "-m", "sh", "-c", `${mount} && exec "$@"`, directory]
    : [
        "unshare",
        "-Urm",
        "sh",
        "-c",
        `${mount} && exec unshare -U --map-user=${uid} --map-group=${process.getgid?.()} "$@"`,
        directory,
      ];
}

/** Why there can be none here; null when there can. */
export function noSmallDisk(): string | null {
  const [command = "", ...args] = [...onSmallDisk(tmpdir(), 1), "true"];
  const { status, error, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return null;
  return `no mount namespace can be made here: ${(error?.message ?? stderr).trim()}`;
}

const CHUNK = Buffer.alloc(4096);

/** The disk of the process `pid`, from outside of its namespace. */
export function diskOf(pid: number, directory: string) {
  const inside = path.join(`/proc/${pid}/root`, directory);
  const file = path.join(inside, "filled");
  return {
    path: inside,
    /** Takes all room that is left. */
    fill(): void {
      const handle = openSync(file, "a");
      try {
        for (;;) writeSync(handle, CHUNK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      } finally {
        closeSync(handle);
      }
      if (statSync(file).size === 0) throw new Error("The disk had been full before.");
    },
    free: () => rmSync(file),
  };
}
