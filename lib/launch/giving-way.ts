/**
 * Which processes go first where processors are scarce. An acknowledgement has seconds before the provider gives up for an hour; a step can
 * wait. So the worker gives way.
 */
import { existsSync, writeFileSync } from "node:fs";
import os from "node:os";

/** A third of what an ordinary process gets, while that has work, and everything while it has none: others on the machine must not starve runs. */
const NICENESS = 5;

/** Where the system does not allow it, the process runs as everybody else does. */
export function giveWay(pid: number): void {
  try {
    os.setPriority(pid, NICENESS);
    // Desktop and server kernels of Linux weigh sessions first, and niceness only within one (man 7 sched, "The autogroup feature").
    const session = `/proc/${pid}/autogroup`;
    if (existsSync(session)) writeFileSync(session, String(NICENESS));
  } catch {
    // It may have ended, or belong to somebody else.
  }
}
