/**
 * So many runs under way at once, given out by workflow in turn. A run under way cannot be interrupted, so a workflow may have no more than
 * three times what is free: alone it gets three quarters, and however slow its actions are, the next workflow finds a free slot.
 * (Dynamic thresholds, as network switches share their buffers.)
 */
export interface FairSlots {
  use<T>(workflowId: string, work: () => Promise<T>): Promise<T>;
  /** Runs of a workflow that wait for a slot. */
  waiting(workflowId: string): number;
}

const TIMES_FREE = 3;
/** Of the last of so many parts each workflow that has nothing under way gets one slot, the others none. */
const LAST_PART = 16;

export function createFairSlots(count: number): FairSlots {
  /** In the order of their turns. */
  const queues = new Map<string, (() => void)[]>();
  const underWay = new Map<string, number>();
  let free = count;

  const last = Math.floor(count / LAST_PART);

  const mayTake = (workflowId: string) => {
    const own = underWay.get(workflowId) ?? 0;
    return free > 0 && (own === 0 || (free > last && own < TIMES_FREE * free));
  };

  function take(workflowId: string): void {
    free--;
    underWay.set(workflowId, (underWay.get(workflowId) ?? 0) + 1);
  }

  function release(workflowId: string): void {
    free++;
    const left = (underWay.get(workflowId) ?? 1) - 1;
    if (left === 0) underWay.delete(workflowId);
    else underWay.set(workflowId, left);
    for (const next of turns()) next();
  }

  /** Whoever may start now, one of each workflow after the other. */
  function* turns(): Generator<() => void> {
    for (;;) {
      const workflowId = [...queues.keys()].find(mayTake);
      if (workflowId === undefined) return;
      const queue = queues.get(workflowId) as (() => void)[];
      const next = queue.shift() as () => void;
      queues.delete(workflowId);
      if (queue.length > 0) queues.set(workflowId, queue);
      take(workflowId);
      yield next;
    }
  }

  return {
    async use(workflowId, work) {
      if (!queues.has(workflowId) && mayTake(workflowId)) take(workflowId);
      else
        await new Promise<void>((resolve) => {
          const queue = queues.get(workflowId);
          if (queue === undefined) queues.set(workflowId, [resolve]);
          else queue.push(resolve);
        });
      try {
        return await work();
      } finally {
        release(workflowId);
      }
    },
    waiting: (workflowId) => queues.get(workflowId)?.length ?? 0,
  };
}
