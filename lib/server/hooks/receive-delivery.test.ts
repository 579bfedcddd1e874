/** The door's own limit; what it stores is tested on a real database. */
import { pino } from "pino";
import { expect, onTestFinished, test, vi } from "vitest";
import { createReceiveDelivery } from "./receive-delivery";

/** Milliseconds that Customer.io gives an answer, and what of them the way there and back may need. */
const PATIENCE_MS = 4_000;
const WAY_MS = 500;

test("while the database is silent the answer is 503, well within the sender's patience", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const receive = createReceiveDelivery({
    ingest: { ingest: () => new Promise(() => undefined) },
    logger: pino({ level: "silent" }),
  });
  let status = 0;
  const answered = receive({ endpointId: "ep_1", headers: {}, body: Buffer.from("{}") }).then((answer) => {
    status = answer.status;
  });
  await vi.advanceTimersByTimeAsync(PATIENCE_MS - WAY_MS);
  expect(status).toBe(503);
  await answered;
});
