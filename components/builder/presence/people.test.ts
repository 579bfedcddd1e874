import { expect, it } from "vitest";
import type { Present } from "@/lib/contracts/workflows";
import { type Heard, hear, initialsOf, peopleOf } from "./people";

const sign = (tabId: string, userId: string, more: Partial<Present> = {}): Present => ({
  workflowId: "wf_1",
  tabId,
  userId,
  name: userId === "me" ? "Me Myself" : "Ann Lee",
  nodeId: null,
  left: false,
  ...more,
});
const nobody: Heard = new Map();

it("counts the windows of one person as one, and mine as another tab, but not this one", () => {
  const signs = [sign("this", "me"), sign("t2", "me"), sign("t3", "ann", { nodeId: "a" }), sign("t4", "ann")];
  const heard = hear(nobody, signs, { nowMs: 0, tabId: "this" });
  expect(peopleOf(heard, "me")).toMatchObject([
    { label: "Ann Lee", initials: "AL", nodeIds: ["a"] },
    { label: "You, in another tab", initials: "MM", nodeIds: [] },
  ]);
});

it("forgets who leaves, and who is silent", () => {
  const both = hear(nobody, [sign("a", "ann"), sign("b", "bob")], { nowMs: 0, tabId: "this" });
  const left = hear(both, [sign("a", "ann", { left: true })], { nowMs: 10_000, tabId: "this" });
  expect([...left.keys()]).toEqual(["b"]);
  expect(hear(left, [], { nowMs: 21_000, tabId: "this" }).size).toBe(0);
  const remembered = hear(nobody, [{ ...sign("a", "ann"), silentMs: 15_000 }], { nowMs: 0, tabId: "this" });
  expect(hear(remembered, [], { nowMs: 6_000, tabId: "this" }).size).toBe(0);
});

it("makes initials of names and addresses", () => {
  expect(["Ann Lee", "owner@example.com", "Zoë", "", "jean-luc von picard"].map(initialsOf)).toEqual([
    "AL",
    "OC",
    "Z",
    "?",
    "JP",
  ]);
});
