/** In which order batches of notices leave; that they arrive is tested where pages hear them. */
import type pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createNotices, type Notice, type Notices } from "./notify";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A database that answers each batch when it is told to. */
function slowDatabase() {
  const sent: string[] = [];
  const answers: { well: () => void; badly: () => void }[] = [];
  const query = (_text: string, [, payload = ""]: string[]) => {
    sent.push(...(JSON.parse(payload) as { runId: string }[]).map(({ runId }) => runId));
    return new Promise<void>((resolve, reject) => {
      answers.push({ well: resolve, badly: () => reject(new Error("away")) });
    });
  };
  const notices = createNotices({ query } as never as pg.Pool);
  return { sent, answers, notices };
}
const about = (runId: string): Notice => ({
  type: "run",
  workspaceId: "ws_1",
  runId,
  workflowId: "wf_1",
  status: "running",
});
async function send(notices: Notices, ...names: string[]) {
  notices.send(names.map(about));
  await vi.advanceTimersByTimeAsync(100);
}

test("a batch waits for the one before, and what comes meanwhile goes with it", async () => {
  const { sent, answers, notices } = slowDatabase();
  await send(notices, "a");
  await send(notices, "b");
  await send(notices, "c");
  expect(sent).toEqual(["a"]);
  answers[0]?.well();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual(["a", "b", "c"]);
  expect(answers).toHaveLength(2);
});

test("one that fails holds up nothing, one that hangs not for ever", async () => {
  const { sent, answers, notices } = slowDatabase();
  await send(notices, "a");
  answers[0]?.badly();
  await send(notices, "b");
  await send(notices, "c");
  expect(sent).toEqual(["a", "b"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual(["a", "b", "c"]);
});

test("the end sends what was gathered, after what is under way, and nothing where there is nothing", async () => {
  const { sent, answers, notices } = slowDatabase();
  await notices.close();
  await send(notices, "a");
  notices.send([about("b")]);
  const closed = notices.close();
  answers[0]?.well();
  await vi.advanceTimersByTimeAsync(0);
  answers[1]?.well();
  await closed;
  expect(sent).toEqual(["a", "b"]);
  expect(answers).toHaveLength(2);
});
