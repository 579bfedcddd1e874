import { expect, onTestFinished, test, vi } from "vitest";
import type { JsonObject } from "../base/json";
import { hostLimits, lookupAction } from "../catalogue/lookup";
import { RetryAfterError } from "../kit/errors";
import { createHostGate } from "./host-gate";
import { isResting, RunTurns, type Turn } from "./run-turns";
import { newStep } from "./step-records";

const NOW = new Date("2026-11-25T12:00:00Z");

/** What an action asks for, from a store that gives `waitMs`. */
function turns(waitMs = 0, callsToAHost = 64, clock = () => NOW) {
  const asked: Turn[] = [];
  const heldBack: { key: string; forMs: number }[] = [];
  const store = {
    take: async (turn: Turn) => {
      asked.push(turn);
      return waitMs;
    },
    holdBack: async (key: string, forMs: number) => {
      heldBack.push({ key, forMs });
    },
  };
  const runTurns = new RunTurns(
    { lookupAction, clock, turns: { store, hostLimits, gate: createHostGate(callsToAHost) } },
    "ws_1",
    new AbortController().signal,
  );
  /** As the engine asks: at once where it can be, else later. */
  const sort = async (type: string, config: JsonObject, step = newStep("a")) => {
    const node = { id: step.nodeId, type, config, connectionId: "conn_1", position: { x: 0, y: 0 } };
    const scope = { trigger: { channel: "#a" }, steps: {} };
    const sorted =
      runTurns.atOnce({ node, step }, () => scope) ?? (await runTurns.wait({ node, step }, scope));
    return isResting(sorted) ? { ready: [], resting: [sorted] } : { ready: [sorted], resting: [] };
  };
  return { asked, heldBack, runTurns, sort };
}

test("messages into one channel share a turn a second, however the channel was given", async () => {
  const { asked, sort } = turns();
  await sort("slack.post-message", { channel: "#a", text: "1" });
  await sort("slack.post-message", { channel: "{{ trigger.channel }}", text: "2" });
  await sort("slack.post-message", { channel: "#b", text: "3" });
  expect(asked.map(({ everyMs }) => everyMs)).toEqual([1_000, 1_000, 1_000]);
  const [first, second, third] = asked.map(({ key }) => key);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test.each([
  ["POST", "https://api.customer.io/v1/campaigns/12/triggers", 10_000],
  ["POST", "https://api-eu.customer.io/v1/send/email", 10],
  ["GET", "https://api.customer.io/v1/campaigns/12/triggers", 100],
  ["GET", "https://api.customer.io/v1/segments", 100],
  ["POST", "https://track.customer.io/api/v1/customers/1/events", null],
  ["POST", "https://api.customer.io.example.com/v1/segments", null],
  ["POST", "not a URL", null],
])("an HTTP request %s %s has a turn every %s ms", async (method, url, everyMs) => {
  const { asked, sort } = turns();
  const { ready } = await sort("http.request", { method, url });
  expect(ready).toHaveLength(1);
  expect(asked.map((turn) => turn.everyMs)).toEqual(everyMs === null ? [] : [everyMs]);
});

test("while a call to a host is under way, the next one waits until that has ended", async () => {
  const { runTurns, sort } = turns(0, 1);
  const call = (id: string, url: string) => sort("http.request", { method: "GET", url }, newStep(id));
  await call("a", "https://a.test/1");
  let begun = false;
  const second = call("b", "https://a.test/2").then(() => {
    begun = true;
  });
  await call("c", "https://b.test/");
  expect(begun).toBe(false);
  runTurns.ended("a");
  await second;
  // Whatever the run's end leaves behind is given back too.
  runTurns.allEnded();
  await call("d", "https://a.test/3");
});

test("each broadcast has a limit of its own", async () => {
  const { asked, sort } = turns();
  const trigger = (id: number) => ({
    method: "POST",
    url: `https://api.customer.io/v1/campaigns/${id}/triggers`,
  });
  await sort("http.request", trigger(1));
  await sort("http.request", trigger(2));
  await sort("http.request", { ...trigger(1), url: `${trigger(1).url}/` });
  const [first, second, again] = asked.map(({ key }) => key);
  expect(second).not.toBe(first);
  expect(again).toBe(first);
});

test("a late turn lets the step rest, with the reason and no try used up; then that turn is used, or lost when it is long past", async () => {
  const { asked, sort } = turns(60_000);
  const message = { channel: "#a", text: "1" };
  const { ready, resting } = await sort("slack.post-message", message);
  expect(ready).toEqual([]);
  expect(resting).toMatchObject([
    {
      status: "pending",
      attempts: 0,
      resumeAt: new Date(NOW.getTime() + 58_500),
      error: { message: "Waiting for its turn: Slack allows one message a second in a channel." },
    },
  ]);
  const waited = (dueMs: number) => ({
    ...(resting[0] as NonNullable<(typeof resting)[0]>),
    error: {
      message: "",
      code: "WaitingForTurn",
      details: { dueAt: new Date(NOW.getTime() + dueMs).toISOString() },
    },
  });
  const resumed = await sort("slack.post-message", message, waited(-300));
  expect(resumed.ready).toMatchObject([{ error: null, resumeAt: null }]);
  expect(asked).toHaveLength(1);
  expect((await sort("slack.post-message", message, waited(-700))).resting).toHaveLength(1);
  expect(asked).toHaveLength(2);
});

/** Time that a test moves, and a store whose turns are all due in `waitMs`. */
function movedByHand(waitMs: number, callsToAHost?: number) {
  vi.useFakeTimers({ now: NOW });
  onTestFinished(() => void vi.useRealTimers());
  return turns(waitMs, callsToAHost, () => new Date());
}
/** The process stands still: the clock goes on, and no timer fires. */
const stall = (ms: number) => vi.setSystemTime(Date.now() + ms);

test("a turn that was slept through is lost, and another one is taken; one that was missed by little is used", async () => {
  const { asked, sort } = movedByHand(1_000);
  let ready = 0;
  const post = () => sort("slack.post-message", { channel: "#a", text: "1" }).then(() => ready++);
  const slept = post();
  await vi.advanceTimersByTimeAsync(500);
  stall(3_000);
  await vi.advanceTimersByTimeAsync(500);
  expect([asked.length, ready]).toEqual([2, 0]);
  await vi.advanceTimersByTimeAsync(1_000);
  await slept;
  expect([asked.length, ready]).toEqual([2, 1]);

  const late = post();
  await vi.advanceTimersByTimeAsync(500);
  stall(400);
  await vi.advanceTimersByTimeAsync(500);
  await late;
  expect([asked.length, ready]).toEqual([3, 2]);
});

test("a process that is late every time goes on after some turns, rather than never", async () => {
  const { asked, sort } = movedByHand(1_000);
  let ready = false;
  const posted = sort("slack.post-message", { channel: "#a", text: "1" }).then(() => {
    ready = true;
  });
  for (let n = 0; n < 20 && !ready; n++) {
    await vi.advanceTimersByTimeAsync(500);
    stall(3_000);
    await vi.advanceTimersByTimeAsync(500);
  }
  await posted;
  expect(asked).toHaveLength(4);
});

test("a turn that went by while the step stood for its host is lost, and the step keeps its place there", async () => {
  const { asked, runTurns, sort } = movedByHand(0, 1);
  const list = (id: string) =>
    sort("http.request", { method: "GET", url: "https://api.customer.io/v1/segments" }, newStep(id));
  await list("a");
  const second = list("b");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(2);
  runTurns.ended("a");
  expect((await second).ready).toHaveLength(1);
  expect(asked).toHaveLength(3);
});

test("a service that names a time holds back its limit, not those of others", async () => {
  const { asked, heldBack, runTurns, sort } = turns();
  await sort("slack.post-message", { channel: "#a", text: "1" });
  runTurns.failed("a", new Error("no"));
  runTurns.failed("b", new RetryAfterError("later", 5_000));
  expect(heldBack).toEqual([]);
  runTurns.failed("a", new RetryAfterError("later", 5_000));
  expect(heldBack).toEqual([{ key: asked[0]?.key, forMs: 5_000 }]);
});
