import { expect, test } from "vitest";
import type { Notice } from "@/lib/db/notify";
import { createWhoIsHere } from "./who-is-here";

const sign = (tabId: string, more: Partial<Extract<Notice, { type: "presence" }>> = {}): Notice => ({
  type: "presence",
  workspaceId: "ws_1",
  workflowId: "wf_1",
  tabId,
  userId: "u1",
  name: "Ann",
  nodeId: null,
  left: false,
  ...more,
});

test("who was heard of is here until they leave or have been silent for too long", () => {
  let nowMs = 0;
  const who = createWhoIsHere(() => nowMs);
  const tabs = () => who.at("ws_1", "wf_1").map(({ tabId, nodeId }) => [tabId, nodeId]);
  who.hear(sign("a"));
  who.hear(sign("b", { userId: "u2" }));
  who.hear(sign("c", { workflowId: "wf_2" }));
  who.hear(sign("d", { workspaceId: "ws_2" }));
  expect(tabs()).toEqual([
    ["a", null],
    ["b", null],
  ]);
  nowMs = 15_000;
  who.hear(sign("a", { nodeId: "http" }));
  nowMs = 21_000;
  expect(who.at("ws_1", "wf_1")[0]?.silentMs).toBe(6_000);
  expect(tabs()).toEqual([["a", "http"]]);
  who.hear(sign("a", { left: true }));
  expect(tabs()).toEqual([]);
});

test("what a page said before it left may come later, and does not bring it back", () => {
  let nowMs = 0;
  const who = createWhoIsHere(() => nowMs);
  const count = () => who.at("ws_1", "wf_1").length;
  expect(who.hear(sign("a"))).toBe(true);
  expect(who.hear(sign("a", { left: true }))).toBe(true);
  nowMs = 4_000;
  expect(who.hear(sign("a"))).toBe(false);
  expect(count()).toBe(0);
  // A page that the browser kept and shows again.
  nowMs = 6_000;
  expect(who.hear(sign("a"))).toBe(true);
  expect(count()).toBe(1);
});
