import { expect, test } from "vitest";
import { createHostGate } from "./host-gate";

const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("further calls to a host wait in order; other hosts are not touched", async () => {
  const gate = createHostGate(2);
  const entered: string[] = [];
  const enter = async (name: string, origin = "https://a.test") => {
    const leave = await gate.enter(origin, never);
    entered.push(name);
    return leave;
  };
  const first = await enter("1");
  const second = await enter("2");
  const [third, fourth] = [enter("3"), enter("4")];
  await enter("other", "https://b.test");
  await settled();
  expect(entered).toEqual(["1", "2", "other"]);
  first();
  await third;
  second();
  await fourth;
  expect(entered).toEqual(["1", "2", "other", "3", "4"]);
});

test("one that is stopped while it waits leaves its place to the next", async () => {
  const gate = createHostGate(1);
  const stop = new AbortController();
  const leave = await gate.enter("https://a.test", never);
  const stopped = gate.enter("https://a.test", stop.signal);
  const next = gate.enter("https://a.test", never);
  stop.abort(new Error("stop"));
  await expect(stopped).rejects.toThrow("stop");
  leave();
  (await next)();
  (await gate.enter("https://a.test", never))();
});
