/** graphile-worker keeps its jobs in a schema of its own, which its own migrations make and change. */
import { makeWorkerUtils } from "graphile-worker";

/** Safe to call at every start and by several processes at once. */
export async function installQueue(url: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: url });
  try {
    await utils.migrate();
  } finally {
    await utils.release();
  }
}
