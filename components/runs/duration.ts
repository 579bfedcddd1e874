const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "12 ms", "0.31 s", "4 min 2 s", "3 d 4 h". */
export function duration(ms: number): string {
  if (ms < 100) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 10 * SECOND) return `${(ms / SECOND).toFixed(2)} s`;
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(1)} s`;
  const [large, small, units] =
    ms < HOUR ? [MINUTE, SECOND, "min s"] : ms < DAY ? [HOUR, MINUTE, "h min"] : [DAY, HOUR, "d h"];
  const [first, second] = units.split(" ");
  return `${Math.floor(ms / large)} ${first} ${Math.floor((ms % large) / small)} ${second}`;
}
