import { expect, test } from "vitest";
import type { Way, WayStep } from "@/lib/contracts/backtest";
import { wayLabel } from "./example-way";

const step = (
  name: string,
  does: WayStep["does"],
  branches: string[] = [],
  type = "flow.filter",
): WayStep => ({
  nodeId: name,
  name,
  type,
  does,
  branches,
});
const way = (ends: Way["ends"], steps: WayStep[], reason: string | null = null): Way => ({
  ends,
  reason,
  steps,
});

test.each([
  [
    way("not_started", [], "The settings pass it by."),
    "none",
    "Does not start it",
    "The settings pass it by.",
  ],
  [
    way("filtered", [step("People", "passed"), step("Pricing", "stopped")]),
    "stops",
    "Stopped at “Pricing”",
    "People → Pricing",
  ],
  [
    way("completed", [
      step("People", "passed"),
      step("By link", "passed", ["Pricing"], "flow.branch"),
      step("Tell", "acts", [], "x"),
    ]),
    "passes",
    "Takes “Pricing”",
    "People → By link: Pricing → Tell",
  ],
  [
    way("completed", [step("All", "passed", ["A", "B"], "flow.branch")]),
    "passes",
    "Takes “A”, “B”",
    "All: A, B",
  ],
  [
    way("completed", [step("People", "passed"), step("Tell", "acts", [], "x")]),
    "passes",
    "Passes “People”",
    "People → Tell",
  ],
  [way("completed", [step("Tell", "acts", [], "x")]), "passes", "Goes to the end", "Tell"],
  [way("completed", []), "passes", "Goes to the end", undefined],
  [way("failed", [step("Tell", "fails", [], "x")], "No address."), "fails", "Fails at “Tell”", "No address."],
] as const)("%j", (found, kind, words, more) => expect(wayLabel(found)).toEqual({ kind, words, more }));
