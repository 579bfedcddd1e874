import { describe, expect, it } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import type { MergeConflict } from "@/lib/graph/merge/merge";
import { emptyDocument, type WorkflowNode } from "@/lib/graph/workflow";
import { conflictWords } from "./conflict-sentences";

const lookup = () =>
  ({
    name: "HTTP request",
    kind: "action",
    sentence: "Send to {url}",
    inputs: [
      { key: "url", label: "URL", input: "text" },
      { key: "branches", label: "Branches", input: "branches" },
    ],
    outputs: [],
  }) as unknown as NodeDescriptor;
const node = (id: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  id,
  type: "http.request",
  config: {},
  position: { x: 0, y: 0 },
  ...more,
});
const document = { ...emptyDocument(), nodes: [node("a", { name: "Ask" }), node("b", { name: "Tell" })] };
const scene = { document, lookup, connections: new Map([["conn_1", "Shop"]]) };
const words = (conflict: Partial<MergeConflict>) =>
  conflictWords(
    {
      id: "x",
      subject: "node",
      elementId: "a",
      path: [],
      base: undefined,
      mine: undefined,
      theirs: undefined,
      ...conflict,
    },
    scene,
  );

describe("what two sides want", () => {
  it("of a field is said with its label and values", () => {
    const asked = words({ path: ["config", "url"], mine: "https://one.example", theirs: undefined });
    expect(asked).toEqual({ what: "URL of Ask", mine: "https://one.example", theirs: "empty" });
  });

  it("of branches tells their conditions apart, not only their names", () => {
    const branch = (right: string) => [
      { id: "b_1", name: "Pricing", conditions: { match: "all", conditions: [] }, note: right },
    ];
    const { mine, theirs } = words({ path: ["config", "branches"], mine: branch("x"), theirs: branch("y") });
    expect(mine).toContain("Pricing");
    expect(mine).not.toBe(theirs);
  });

  it("of a step that is deleted on one side", () => {
    const changed = node("a", { name: "Ask", config: { url: "new" } });
    expect(words({ base: document.nodes[0], theirs: changed })).toEqual({
      what: "Ask",
      mine: "deleted",
      theirs: "URL: empty → new",
    });
  });

  it("of ways, names, options, connections and settings", () => {
    expect(words({ subject: "way", mine: ["b"], theirs: [] })).toEqual({
      what: "What follows Ask",
      mine: "Tell",
      theirs: "nothing",
    });
    expect(words({ subject: "name", mine: "One", theirs: "Two" }).theirs).toBe("“Two”");
    expect(words({ path: ["options", "timeoutMs"], mine: 5000, theirs: undefined })).toEqual({
      what: "Time limit of Ask",
      mine: "5 s",
      theirs: "as usual",
    });
    expect(words({ path: ["connectionId"], mine: "conn_1", theirs: undefined }).mine).toBe("Shop");
    expect(
      words({ subject: "document", path: ["settings", "maxRuns"], mine: 3, theirs: undefined }),
    ).toMatchObject({
      mine: "at most 3",
      theirs: "no limit",
    });
  });
});
