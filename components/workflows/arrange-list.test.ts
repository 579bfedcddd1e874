import { expect, test } from "vitest";
import type { WorkflowSummary } from "@/lib/contracts/workflows";
import { arrangeList, type ListView, tagsOf } from "./arrange-list";

const hours = Array.from({ length: 24 }, () => 0);
const at = "2026-01-01T00:00:00.000Z";
const made = (name: string, more: Partial<WorkflowSummary> & { failed?: number } = {}): WorkflowSummary => ({
  id: `wf_${name}`,
  name,
  tags: [],
  live: null,
  changesSinceLive: null,
  versionCount: 0,
  archived: false,
  updatedAt: at,
  triggerType: null,
  stepCount: 0,
  stepTypes: [],
  lastRun: null,
  ...more,
  runs24h: { since: at, total: 0, failed: more.failed ?? 0, byHour: hours, failedByHour: hours },
});
const live = { versionId: "wfv_1", number: 1, publishedAt: at };
const view = (more: Partial<ListView> = {}): ListView => ({
  q: "",
  state: null,
  tags: [],
  sort: "name",
  reversed: false,
  ...more,
});
const names = (all: WorkflowSummary[], more: Partial<ListView>) =>
  arrangeList(all, view(more)).map(({ name }) => name);

test("every word is looked for in name and tags", () => {
  const all = [
    made("Pricing follow-up", { tags: ["Sales"] }),
    made("Docs", { tags: ["sales"] }),
    made("Pricing"),
  ];
  expect(names(all, { q: "pricing SALES" })).toEqual(["Pricing follow-up"]);
  expect(names(all, { tags: ["sales"] })).toEqual(["Docs", "Pricing follow-up"]);
});

test("what is live with changes is live, too", () => {
  const all = [made("a", { live, changesSinceLive: 0 }), made("b", { live, changesSinceLive: 2 }), made("c")];
  expect(names(all, { state: "live" })).toEqual(["a", "b"]);
  expect(names(all, { state: "changed" })).toEqual(["b"]);
  expect(names(all, { state: "unpublished" })).toEqual(["c"]);
});

test("the order is by name, edit, run or failures, and can be turned round", () => {
  const run = (day: string) => ({
    id: "run_1",
    status: "failed" as const,
    needsAnswer: false,
    at: `2026-01-0${day}T00:00:00.000Z`,
  });
  const all = [
    made("b 10", { lastRun: run("2"), failed: 1, updatedAt: "2026-01-03T00:00:00.000Z" }),
    made("b 9", { lastRun: run("3") }),
    made("a", { failed: 4, updatedAt: "2026-01-02T00:00:00.000Z" }),
  ];
  expect(names(all, { sort: "name" })).toEqual(["a", "b 9", "b 10"]);
  expect(names(all, { sort: "name", reversed: true })).toEqual(["b 10", "b 9", "a"]);
  expect(names(all, { sort: "run" })).toEqual(["b 9", "b 10", "a"]);
  expect(names(all, { sort: "failures" })).toEqual(["a", "b 10", "b 9"]);
  expect(names(all, { sort: "edited" })).toEqual(["b 10", "a", "b 9"]);
});

test("a tag counts once whatever its case, the most used first", () => {
  const all = [made("a", { tags: ["Sales", "x"] }), made("b", { tags: ["sales"] })];
  expect(tagsOf(all)).toEqual([
    { tag: "Sales", count: 2 },
    { tag: "x", count: 1 },
  ]);
});
