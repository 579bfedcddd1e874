import { describe, expect, test } from "vitest";
import type { Claim, ClaimWish } from "../../kit/define";
import { FatalError } from "../../kit/errors";
import { tryAction } from "../../kit/try-action.test-support";
import { onceOnly } from "./actions/once-only";

const AT = new Date("2026-11-24T10:04:00.000Z");
const granted: Claim = { granted: true, runId: "run_1", at: AT };

async function wished(input: object): Promise<ClaimWish | null> {
  let wish: ClaimWish | null = null;
  const claim = (asked: ClaimWish) => {
    wish = asked;
    return granted;
  };
  await tryAction(onceOnly, { input, claim });
  return wish;
}
const event = { person: "cust_1", link: "https://x.test/a", campaign: 23, key: "a-b" };

test.each([
  ["person", ["person", "cust_1"]],
  ["link", ["link", "cust_1", "https://x.test/a"]],
  ["campaign", ["campaign", "cust_1", "23"]],
  ["custom", ["custom", "a-b"]],
])("per %s the key is made of what the form shows", async (per, key) => {
  expect(await wished({ ...event, per })).toEqual({ key, withinMs: null });
});

test("the window is for ever, or as long as it says", async () => {
  expect(
    await wished({ ...event, window: "duration", duration: { amount: 2, unit: "hours" } }),
  ).toMatchObject({ withinMs: 7_200_000 });
  expect(await wished({ ...event, window: "duration" })).toMatchObject({ withinMs: 86_400_000 });
});

test.each([0, -1, 4_000])("%d days are no window", async (amount) => {
  const input = { ...event, window: "duration", duration: { amount, unit: "days" } };
  await expect(tryAction(onceOnly, { input, claim: () => granted })).rejects.toThrow(FatalError);
});

test("the first goes on, a later one ends here and says which run was before it", async () => {
  const input = { ...event, per: "link" };
  const output = { key: "cust_1 · https://x.test/a", first_at: AT.toISOString() };
  expect(await tryAction(onceOnly, { input, claim: () => granted })).toEqual({
    output: { ...output, passed: true },
  });
  expect(
    await tryAction(onceOnly, { input, claim: () => ({ granted: false, runId: "run_0", at: AT }) }),
  ).toEqual({
    output: { ...output, passed: false },
    branch: [],
    report: { branches: [], earlier: { runId: "run_0", at: AT.toISOString() } },
  });
});

describe("without a value", () => {
  test.each([{ per: "person" }, { per: "person", person: " " }, { per: "campaign", person: "cust_1" }])(
    "%j claims nothing, and goes on or ends as it was told",
    async (input) => {
      expect(await tryAction(onceOnly, { input })).toEqual({ output: { passed: true, key: "" } });
      expect(await tryAction(onceOnly, { input: { ...input, whenMissing: "stop" } })).toEqual({
        output: { passed: false, key: "" },
        branch: [],
      });
    },
  );
});
