import { describe, expect, it } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { createStepSearch } from "./search-steps";

const step = (name: string, role: NodeDescriptor["role"], aliases: string[]) =>
  ({ type: name, name, role, aliases, summary: "", integrationName: "" }) as unknown as NodeDescriptor;
const search = createStepSearch([
  step("Email Link Clicked", "trigger", ["when a link in an email is clicked", "new email link clicked"]),
  step("Email Opened", "trigger", []),
  step("Branch", "logic", ["if", "split", "router"]),
  step("Delay", "time", ["wait", "sleep"]),
  step("HTTP request", "action", ["webhook", "api", "post"]),
]);
const names = (query: string) =>
  search.find(query).flatMap(({ steps }) => steps.map((s) => s.descriptor.name));

describe("step search", () => {
  it("shows everything in groups when nothing was typed", () => {
    expect(search.find("").map(({ label, steps }) => [label, steps.length])).toEqual([
      ["Triggers", 2],
      ["Logic", 1],
      ["Time", 1],
      ["Actions", 1],
    ]);
  });

  it.each([
    ["split", "Branch"],
    ["wait", "Delay"],
    ["webhook", "HTTP request"],
    ["when a link in an email is clicked", "Email Link Clicked"],
    ["email lnik clicked", "Email Link Clicked"],
    ["brnach", "Branch"],
    ["if", "Branch"],
  ])("finds by another name or with a typing error: %s", (query, name) => {
    expect(names(query)[0]).toBe(name);
  });

  it("says by which name it was found", () => {
    expect(search.find("split")[0]?.steps[0]).toMatchObject({ alias: "split" });
    expect(search.find("bran")[0]?.steps[0]).toMatchObject({ hit: { start: 0, end: 4 } });
  });

  it("finds nothing for nonsense", () => {
    expect(names("xqzvwk")).toEqual([]);
  });
});
