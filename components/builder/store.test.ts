import { describe, expect, it } from "vitest";
import type { Workflow } from "@/lib/contracts/workflows";
import { emptyDocument } from "@/lib/graph/workflow";
import { createBuilderStore } from "./store";

const at = (id: string) => ({ id, type: "http.request", config: {}, position: { x: 0, y: 0 } });
const note = { id: "n", text: "", position: { x: 0, y: 0 }, size: { width: 200, height: 96 } };
const workflow: Workflow = {
  id: "wf_1",
  name: "Test",
  draft: {
    ...emptyDocument(),
    nodes: [at("a"), at("b")],
    edges: [{ id: "a-b", source: "a", target: "b" }],
    notes: [note],
  },
  revision: 1,
  live: null,
  changesSinceLive: null,
  archived: false,
  updatedAt: "2026-11-25T12:00:00.000Z",
};
const newStore = () => createBuilderStore({ workflow, lookup: () => undefined }).getState;

describe("selection", () => {
  it("opens a form for one step, and for nothing else", () => {
    const now = newStore();
    now().select(["a"]);
    expect(now().panel).toBe("step");
    now().select(["a", "b"]);
    expect(now().panel).toBe("none");
    now().select(["n"]);
    expect(now()).toMatchObject({ panel: "none", selectedIds: ["n"] });
  });

  it("opens nothing when quiet, but follows with a form that is open", () => {
    const now = newStore();
    now().select(["a"], "quiet");
    expect(now().panel).toBe("none");
    now().select(["a"]);
    now().select(["b"], "quiet");
    expect(now().panel).toBe("step");
    now().select(["a", "b"], "quiet");
    expect(now().panel).toBe("none");
  });

  it("lets go of what a change or an undo removed", () => {
    const now = newStore();
    now().select(["a", "n"]);
    now().selectEdges(["a-b"]);
    now().apply({ kind: "removeNodes", nodeIds: ["a"] });
    expect(now()).toMatchObject({ selectedIds: ["n"], selectedEdgeIds: [] });
  });
});

describe("history", () => {
  it("names what it keeps, and takes another draft as one change", () => {
    const now = newStore();
    now().replaceDraft(emptyDocument(), "make version 2 the draft");
    expect(now().history.document.nodes).toEqual([]);
    expect(now().history.past.at(-1)?.name).toBe("make version 2 the draft");
    now().undo();
    expect(now().history.document).toEqual(workflow.draft);
    now().apply({ kind: "setDisabled", nodeId: "a", disabled: true });
    expect(now().history.past.at(-1)?.name).toBe("disable http.request");
  });
});
