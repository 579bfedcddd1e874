const PAUSE_MS = 2_000;

/** A part of the page that cannot be fetched now is fetched later: without a network the rest goes on. */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await pause();
    }
  }
}

/** Until the network is back, if the browser notices, else a while. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, PAUSE_MS);
    window.addEventListener("online", done);
  });
