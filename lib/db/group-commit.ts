/** What waits behind a flush before another one starts beside it: below that, one larger statement costs less than two. */
const OPENS_LANE_AT = 16;

/**
 * Many callers, few commits: while a flush is under way others gather, and each caller resolves after the commit that holds its item.
 * It flushes at once while none is under way, so an idle system waits for nothing; only under load do batches grow, and only where many
 * wait does a second flush, up to `lanes`, run beside the first.
 */
export function groupCommit<Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  options: { maxBatch?: number; lanes?: number } = {},
): (item: Item) => Promise<Result> {
  const { maxBatch = 500, lanes = 2 } = options;
  const queue: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  let underWay = 0;

  /** `next`: the lane is free. Called before anybody hears of the result, so that the database works while the answers are written. */
  async function commit(batch: typeof queue, next: () => void): Promise<void> {
    let results: Result[];
    try {
      results = await flush(batch.map(({ item }) => item));
    } catch (error) {
      await oneByOne(batch, error);
      next();
      return;
    }
    next();
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
  }

  /** One item that the database refuses must not take the others of its batch down with it. */
  async function oneByOne(batch: typeof queue, error: unknown): Promise<void> {
    if (batch.length === 1 || !isDataError(error)) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const entry of batch) await commit([entry], () => undefined);
  }

  function pump(): void {
    while (queue.length > 0 && (underWay === 0 || (underWay < lanes && queue.length >= OPENS_LANE_AT))) {
      underWay++;
      void commit(queue.splice(0, maxBatch), () => {
        underWay--;
        pump();
      });
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (queue.length === 1 || queue.length === OPENS_LANE_AT) setImmediate(pump);
    });
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity), and 54 (a limit): the item's fault, not the server's. */
const isDataError = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(22|23|54)/.test(String(error.code));
