/**
 * How many new runs of one workflow a web process puts straight into the queue; what comes beyond goes to the backlog, where each workflow
 * has a line of its own. A trickle never notices; a newsletter's clicks do not stand in front of anybody else's.
 */
export interface LaneBudget {
  /** The workflows whose new runs are too many for the queue just now. What it lets pass it counts. */
  beyond(workflowIds: readonly string[]): string[];
}

interface Bucket {
  left: number;
  atMs: number;
}

const MAX_BUCKETS = 10_000;

export function createLaneBudget(
  options: { atOnce?: number; perSecond?: number; nowMs?: () => number } = {},
): LaneBudget {
  const { atOnce = 200, perSecond = 400, nowMs = () => performance.now() } = options;
  const buckets = new Map<string, Bucket>();

  function bucketOf(workflowId: string): Bucket {
    const now = nowMs();
    const known = buckets.get(workflowId) ?? { left: atOnce, atMs: now };
    const left = Math.min(atOnce, known.left + ((now - known.atMs) / 1000) * perSecond);
    return { left, atMs: now };
  }

  return {
    beyond(workflowIds) {
      const counts = new Map<string, number>();
      for (const id of workflowIds) counts.set(id, (counts.get(id) ?? 0) + 1);
      // One that has been quiet for long has a full bucket, the same as one that is not known.
      if (buckets.size > MAX_BUCKETS) buckets.clear();
      return [...counts].flatMap(([id, count]) => {
        const { left, atMs } = bucketOf(id);
        const passes = count <= left;
        buckets.set(id, { left: passes ? left - count : left, atMs });
        return passes ? [] : [id];
      });
    },
  };
}
