import { removeFrom } from "./remove-from";

const followed = new WeakMap<AbortSignal, (() => void)[]>();

/**
 * Calls `stop` once, when `signal` aborts or at once if it has; calling what it returns takes that back. For a signal that lives as long as the
 * process and is followed by everything that is under way: its own listeners are a chain, in which one that was taken out still points to
 * the next, and so keeps it alive with all that it refers to (see remove-from.ts).
 */
export function followAbort(signal: AbortSignal, stop: () => void): () => void {
  if (signal.aborted) {
    stop();
    return () => undefined;
  }
  const stops = followed.get(signal) ?? listen(signal);
  stops.push(stop);
  return () => removeFrom(stops, stop);
}

function listen(signal: AbortSignal): (() => void)[] {
  const stops: (() => void)[] = [];
  followed.set(signal, stops);
  const abort = () => {
    for (const stop of stops.splice(0)) stop();
  };
  signal.addEventListener("abort", abort, { once: true });
  return stops;
}
