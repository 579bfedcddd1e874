/** One process at a time, by a file that holds the number of who works. Plain JavaScript without packages. */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

const POLL_MS = 200;
/** No build takes so long: the number in the file belongs to another program by now. */
const STALE_MS = 15 * 60_000;

/** Runs `work` while no other process does; waits for one that does, and takes over from one that was killed. `onWait` is called once, before waiting. */
export function whileAlone(file, work, onWait = () => undefined) {
  let told = false;
  while (!take(file)) {
    if (!told) onWait();
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (!isHeld(file)) rmSync(file, { force: true });
  return false;
}

function isHeld(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) return false;
    const pid = Number(readFileSync(file, "utf8"));
    // 0: it was made a moment ago and is not written yet.
    return pid === 0 || isAlive(pid);
  } catch (error) {
    // Given back meanwhile, and perhaps taken by the next one: what lies there now is not ours to remove.
    if (error.code === "ENOENT") return true;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
