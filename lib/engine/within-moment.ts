/** A call that takes longer is looked at: then what was settled before it is recorded, which otherwise is written with its outcome. */
const LOOKED_AT_MS = 500;

/** False where it takes longer than people take for at once. */
export async function withinMoment(settled: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const moment = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), LOOKED_AT_MS);
  });
  const inTime = await Promise.race([settled.then(() => true), moment]);
  clearTimeout(timer);
  return inTime;
}
