import { describe, expect, it } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { applyOperation } from "@/lib/graph/operations/apply";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import type { AddPlace } from "../canvas/canvas-props";
import { placeAfter, placeBehind, placeStep } from "./place-step";

const describe_ = (type: string, more: Partial<NodeDescriptor> = {}) =>
  ({ type, kind: "action", inputs: [], name: type, ...more }) as NodeDescriptor;
const descriptors = {
  click: describe_("click", { kind: "trigger" }),
  open: describe_("open", { kind: "trigger" }),
  http: describe_("http", {
    inputs: [{ key: "method", label: "Method", input: "select", required: true, default: "POST" }],
  }),
  branch: describe_("branch", {
    inputs: [{ key: "branches", label: "Branches", input: "branches", required: true }],
    branching: { fixed: [{ id: "otherwise", name: "Otherwise" }], fromConfig: "branches" },
  }),
  loop: describe_("loop", {
    loops: { list: "list", item: "item" },
    branching: {
      fixed: [
        { id: "each", name: "Each item" },
        { id: "done", name: "When done" },
      ],
    },
  }),
};
const at = (id: string, type: string, x: number) => ({ id, type, config: {}, position: { x, y: 0 } });
const pair: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [at("t", "click", 0), at("h", "http", 360)],
  edges: [{ id: "t-h", source: "t", target: "h" }],
};

function place(document: WorkflowDocument, type: keyof typeof descriptors, where: AddPlace) {
  const { operations, nodeId } = placeStep({
    document,
    descriptors,
    descriptor: descriptors[type],
    place: where,
  });
  const after = operations.reduce(
    (before, operation) => applyOperation(before, operation).document,
    document,
  );
  return { nodeId, after, node: after.nodes.find(({ id }) => id === nodeId) };
}
const placeOf = (document: WorkflowDocument, selectedId?: string) =>
  placeAfter({ document, descriptors, descriptor: descriptors.http }, selectedId, { x: 5, y: 5 });

describe("placeStep", () => {
  it("puts a step behind another, wired, with its defaults", () => {
    const { after, node, nodeId } = place(pair, "http", { kind: "after", source: "h" });
    expect(node).toMatchObject({ config: { method: "POST" }, position: { x: 720, y: 0 } });
    expect(after.edges).toContainEqual({ id: `h-${nodeId}`, source: "h", target: nodeId });
  });

  it("makes room on an edge, and what came after follows the first branch", () => {
    const { after, node, nodeId } = place(pair, "branch", { kind: "edge", edgeId: "t-h" });
    expect(node?.position).toEqual({ x: 360, y: 0 });
    expect(after.nodes.find(({ id }) => id === "h")?.position).toEqual({ x: 720, y: 0 });
    const branch = (node?.config.branches as { id: string }[] | undefined)?.[0]?.id;
    expect(after.edges.map(({ source, target, branch: by }) => [source, target, by])).toEqual([
      ["t", nodeId, undefined],
      [nodeId, "h", branch],
    ]);
  });

  it("follows the first way of a branch that has steps on all of them, and no plain one", () => {
    const forked: WorkflowDocument = {
      ...pair,
      nodes: [
        { ...at("b", "branch", 0), config: { branches: [{ id: "p", name: "Pricing" }] } },
        at("h", "http", 720),
      ],
      edges: [
        { id: "b-p", source: "b", target: "h", branch: "p" },
        { id: "b-o", source: "b", target: "h", branch: "otherwise" },
      ],
    };
    const [branch] = forked.nodes;
    const behind = branch && placeBehind(forked, branch, descriptors.branch);
    expect(behind).toEqual({ kind: "edge", edgeId: "b-p" });
    const { after, nodeId } = place(forked, "http", { kind: "edge", edgeId: "b-p" });
    expect(after.edges.map(({ source, branch: by }) => [source, by])).toContainEqual(["b", "p"]);
    expect(after.edges).toContainEqual({ id: `${nodeId}-h`, source: nodeId, target: "h" });
  });

  it("wires a step dropped right behind an open way, and no other", () => {
    const near = place(pair, "http", { kind: "free", position: { x: 700, y: 40 } });
    expect(near.after.edges).toHaveLength(2);
    const far = place(pair, "http", { kind: "free", position: { x: 1600, y: 400 } });
    expect(far.after.edges).toHaveLength(1);
    expect(far.node?.position).toEqual({ x: 1600, y: 400 });
  });

  it("exchanges the trigger, keeping its wires", () => {
    const { after, node } = place(pair, "open", { kind: "free", position: { x: 900, y: 900 } });
    expect(node).toMatchObject({ id: "t", type: "open", position: { x: 0, y: 0 } });
    expect(after.nodes).toHaveLength(2);
    expect(after.edges).toEqual(pair.edges);
  });

  it("puts the first trigger in front of the steps that are there", () => {
    const { after } = place({ ...pair, nodes: [at("h", "http", 0)], edges: [] }, "click", {
      kind: "free",
      position: { x: 0, y: 0 },
    });
    expect(after.edges).toEqual([{ id: "trigger-h", source: "trigger", target: "h" }]);
    expect(after.nodes.at(-1)?.position.x).toBeLessThan(0);
  });

  it("does not put one card over another", () => {
    const { node } = place(pair, "http", { kind: "after", source: "t" });
    expect(node?.position).toEqual({ x: 360, y: 160 });
  });
});

describe("placeAfter", () => {
  it("is behind the selected step, or into its only wire", () => {
    expect(placeOf(pair, "h")).toEqual({ kind: "after", source: "h" });
    expect(placeOf(pair, "t")).toEqual({ kind: "edge", edgeId: "t-h" });
  });

  it("is the first open branch of a branching step", () => {
    const document = { ...pair, nodes: [at("b", "branch", 0)], edges: [] };
    expect(placeOf(document, "b")).toEqual({ kind: "after", source: "b", branch: "otherwise" });
  });

  it("is behind the last open step when nothing is selected, and the middle of an empty canvas", () => {
    expect(placeOf(pair)).toEqual({ kind: "after", source: "h" });
    expect(placeOf(emptyDocument())).toEqual({ kind: "free", position: { x: 5, y: 5 } });
  });
});

describe("a loop", () => {
  const looped: WorkflowDocument = {
    ...pair,
    nodes: [...pair.nodes, at("l", "loop", 720)],
    edges: [...pair.edges, { id: "h-l", source: "h", target: "l" }],
  };
  const wired = (branches: string[]): WorkflowDocument => ({
    ...looped,
    nodes: [...looped.nodes, ...branches.map((branch, index) => at(branch, "http", 1080 + index * 360))],
    edges: [
      ...looped.edges,
      ...branches.map((branch) => ({ id: branch, source: "l", target: branch, branch })),
    ],
  });

  it("on a wire leaves what came after to be after it, with room for its body", () => {
    const { after, node, nodeId } = place(pair, "loop", { kind: "edge", edgeId: "t-h" });
    expect(after.edges).toContainEqual({
      id: `${nodeId}.done-h`,
      source: nodeId,
      target: "h",
      branch: "done",
    });
    expect(node?.position).toEqual({ x: 360, y: 0 });
    expect(after.nodes.find(({ id }) => id === "h")?.position).toEqual({ x: 720, y: 208 });
  });

  it("is gone on with in its body first, then after it, then between it and what follows", () => {
    expect(placeOf(looped, "l")).toEqual({ kind: "after", source: "l", branch: "each" });
    expect(placeOf(wired(["each"]), "l")).toEqual({ kind: "after", source: "l", branch: "done" });
    expect(placeOf(wired(["each", "done"]), "l")).toEqual({ kind: "edge", edgeId: "done" });
  });
});

describe("placeStep from top to bottom", () => {
  const upright = ({ id, type, config, position }: WorkflowDocument["nodes"][number]) => ({
    id,
    type,
    config,
    position: { x: position.y, y: position.x },
  });
  const down: WorkflowDocument = { ...pair, direction: "down", nodes: pair.nodes.map(upright) };

  it("puts a step under another, and aside where something stands", () => {
    const { node, after } = place(down, "http", { kind: "after", source: "h" });
    expect(node?.position).toEqual({ x: 0, y: 568 });
    expect(place(after, "http", { kind: "after", source: "h" }).node?.position).toEqual({ x: 304, y: 568 });
  });

  it("makes room below for a step on a wire", () => {
    const { node, after } = place(
      { ...down, nodes: [at("t", "click", 0), { ...at("h", "http", 0), position: { x: 0, y: 208 } }] },
      "http",
      {
        kind: "edge",
        edgeId: "t-h",
      },
    );
    expect(node?.position).toEqual({ x: 0, y: 208 });
    expect(after.nodes.find(({ id }) => id === "h")?.position).toEqual({ x: 0, y: 416 });
  });

  it("takes a trigger's place as it is, and drops where it was dropped", () => {
    expect(place(down, "open", { kind: "free", position: { x: 5, y: 7 } }).node).toMatchObject({
      id: "t",
      position: { x: 0, y: 0 },
    });
    expect(place(down, "http", { kind: "free", position: { x: 900, y: 16 } }).node?.position).toEqual({
      x: 900,
      y: 16,
    });
  });
});
