/** For processes that the supervisor starts: they end when it tells them to, and when it is gone. */

/** Ctrl-C reaches the whole process group; only the supervisor acts on it, so that things stop in order. */
export function liveWithParent(stop: () => Promise<void>): void {
  let stopping = false;
  const end = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await stop().catch((error: Error) => console.error(error.message));
    process.exit(code);
  };
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => void end(0));
  // The supervisor was killed: nobody would stop us any more.
  process.on("disconnect", () => void end(1));
}

export const tellReady = (more: Record<string, unknown> = {}): void => {
  process.send?.({ type: "ready", ...more });
};
