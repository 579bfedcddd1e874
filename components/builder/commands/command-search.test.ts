import { describe, expect, it } from "vitest";
import { type Entry, findEntries } from "./command-search";

const entry = (name: string, group: string, words = ""): Entry => ({
  id: name,
  name,
  group,
  words,
  icon: null,
  run: () => undefined,
});
const entries = [
  entry("Tidy up", "Arrange", "layout auto arrange clean"),
  entry("Undo add Filter", "Edit"),
  entry("Publish", "Workflow", "deploy live"),
  entry("Unpublish", "Workflow", "stop"),
  entry("Branch off", "Workflow"),
  entry("Pricing links only", "Go to a step"),
  entry("Add Filter", "Add", "only if"),
];
const names = (query: string, recent: string[] = []) =>
  findEntries(entries, query, recent).flatMap((group) => group.entries.map(({ name }) => name));

describe("the palette's search", () => {
  it("shows commands in their order, last used first; steps wait for a word", () => {
    expect(names("")).toEqual(["Undo add Filter", "Tidy up", "Publish", "Unpublish", "Branch off"]);
    expect(findEntries(entries, "", ["Publish", "gone"])[0]).toMatchObject({ label: "Used before" });
    expect(names("", ["Publish"])).toEqual([
      "Publish",
      "Undo add Filter",
      "Tidy up",
      "Unpublish",
      "Branch off",
    ]);
  });

  it.each([
    ["pub", "Publish"],
    ["layout", "Tidy up"],
    ["brnach", "Branch off"],
    ["pricing", "Pricing links only"],
    ["add", "Add Filter"],
    ["only if", "Add Filter"],
  ])("finds by the beginning, other words and with a typing error: %s", (query, name) => {
    expect(names(query)[0]).toBe(name);
  });

  it("finds nothing for nonsense", () => {
    expect(names("xqzvwk")).toEqual([]);
  });
});
