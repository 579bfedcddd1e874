/** The worker process: steps run here, so that acknowledging a webhook never waits for one. */
import { startWorker } from "@/lib/server/worker";
import { liveWithParent, tellReady } from "./child-life";

const worker = await startWorker({ env: process.env }).catch((error: Error) => {
  console.error(`The worker cannot start: ${error.message}`);
  process.exit(1);
});
liveWithParent(() => worker.stop());
tellReady();
const error = await worker.failed;
// Without its connection it may already have been taken for dead; the supervisor starts a fresh one.
console.error(`The worker must stop: ${error.message}`);
process.exit(1);
