/**
 * Whether a delivery may ask for the database. Once it did not answer, one delivery at a time tries it, and not sooner than a moment after the
 * last; all others are refused at once, whether the database is gone or hangs.
 */
const PAUSE_MS = 200;

export interface Pass {
  /** "unknown": it ended without having asked. */
  leave(outcome: "answered" | "silent" | "unknown"): void;
}

/** `now` in ms, of a clock that only goes forward. */
export function createDatabaseGate(now: () => number = () => performance.now()): {
  /** Null: refuse. Whoever gets a pass leaves with it. */
  enter(): Pass | null;
} {
  let isAway = false;
  let isTried = false;
  let notBefore = 0;

  return {
    enter() {
      const tries = isAway;
      if (tries && (isTried || now() < notBefore)) return null;
      if (tries) isTried = true;
      return {
        leave(outcome) {
          if (tries) isTried = false;
          if (outcome === "unknown") return;
          isAway = outcome === "silent";
          if (isAway) notBefore = now() + PAUSE_MS;
        },
      };
    },
  };
}
