import type { WorkflowSummary } from "@/lib/contracts/workflows";

const HEIGHT = 22;
const STEP = 4;
const BAR = 3;
const LEAST = 3;

/** Runs of each hour, the newest at the right; what failed of them stands at the foot in the color of failures. Two paths, however many runs. */
export function HourBars({ runs }: { runs: WorkflowSummary["runs24h"] }) {
  const { byHour, failedByHour, total, failed } = runs;
  const most = Math.max(1, ...byHour);
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (count / most) * HEIGHT));
  const bars: string[] = [];
  const failures: string[] = [];
  for (const [hour, count] of byHour.entries()) {
    const height = heightOf(count);
    const foot = Math.min(height, heightOf(failedByHour[hour] ?? 0));
    if (height > foot) bars.push(bar(hour, height, foot));
    if (foot > 0) failures.push(bar(hour, foot, 0));
  }
  const words = total === 0 ? "No runs in 24 hours" : `${total} runs in 24 hours, ${failed} failed`;
  return (
    <svg className="wl-bars" width={24 * STEP} height={HEIGHT + 1} role="img" aria-label={words}>
      <path d={`M0 ${HEIGHT + 0.5}H${24 * STEP}`} className="wl-bars-ground" />
      <path d={bars.join("")} className="wl-bars-runs" />
      <path d={failures.join("")} className="wl-bars-failed" />
    </svg>
  );
}

/** From `foot` up to `height` above the ground. */
const bar = (hour: number, height: number, foot: number) =>
  `M${hour * STEP} ${(HEIGHT - height).toFixed(1)}h${BAR}v${(height - foot).toFixed(1)}h${-BAR}z`;
