/**
 * The workflow as rows of a tree: steps in the order in which they run, under each branch what follows it. A step that several ways
 * lead to stands where the first of them meets it; the others point there.
 */
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import {
  DONE_BRANCH,
  ERROR_BRANCH,
  type NodeId,
  type WorkflowDocument,
  type WorkflowNode,
} from "@/lib/graph/workflow";
import { branchRows, type WayOut } from "../../canvas/ways-out";

interface StepRow {
  kind: "step";
  key: string;
  level: number;
  node: WorkflowNode;
  /** It stands elsewhere in the tree. */
  elsewhere: boolean;
}
export interface WayRow {
  kind: "way";
  key: string;
  level: number;
  source: NodeId;
  way: WayOut;
  /** Nothing follows. */
  empty: boolean;
  open: boolean;
}
export type OutlineRow = StepRow | WayRow;

export interface Outline {
  rows: OutlineRow[];
  /** Steps that no trigger leads to, in rows of their own. */
  loose: OutlineRow[];
}

interface Building {
  document: WorkflowDocument;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
  /** Keys of the ways that are folded. */
  folded: ReadonlySet<string>;
  nodes: ReadonlyMap<NodeId, WorkflowNode>;
  /** Targets by source and branch, as they stand beside each other on the canvas. */
  targets: (source: NodeId, branch: string | undefined) => NodeId[];
  wired: (source: NodeId) => string[];
  seen: Set<NodeId>;
}

export function outlineOf(
  document: WorkflowDocument,
  descriptors: Building["descriptors"],
  folded: ReadonlySet<string>,
): Outline {
  const building = { document, descriptors, folded, ...indexOf(document), seen: new Set<NodeId>() };
  const entered = new Set(document.edges.map(({ target }) => target));
  const roots = document.nodes
    .filter(({ id }) => !entered.has(id))
    .sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x);
  const isTrigger = ({ type }: WorkflowNode) => descriptors[type]?.kind === "trigger";
  const rowsOf = (starts: readonly WorkflowNode[]) =>
    starts.flatMap(({ id }) => chain(building, { id, level: 1, from: "" }));
  const rows = rowsOf(roots.filter(isTrigger));
  return { rows, loose: rowsOf(roots.filter((node) => !isTrigger(node))) };
}

function indexOf({
  nodes,
  edges,
  direction,
}: WorkflowDocument): Pick<Building, "nodes" | "targets" | "wired"> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const out = new Map<NodeId, { target: NodeId; branch: string | undefined }[]>();
  for (const { source, target, branch } of edges)
    out.set(source, [...(out.get(source) ?? []), { target, branch }]);
  const beside = direction === "down" ? "x" : "y";
  const top = (id: NodeId) => byId.get(id)?.position[beside] ?? 0;
  return {
    nodes: byId,
    wired: (source) => (out.get(source) ?? []).map(({ branch }) => branch ?? ""),
    targets: (source, wanted) =>
      (out.get(source) ?? [])
        .filter(({ branch }) => branch === wanted)
        .map(({ target }) => target)
        .sort((a, b) => top(a) - top(b)),
  };
}

interface Start {
  id: NodeId;
  level: number;
  /** Makes the key of a step that stands elsewhere its own. */
  from: string;
}

function chain(building: Building, { id, level, from }: Start): OutlineRow[] {
  const rows: OutlineRow[] = [];
  // After the main line, which has the first say where a step stands.
  const also: (() => OutlineRow[])[] = [];
  for (let next: NodeId | undefined = id; next !== undefined; ) {
    const node = building.nodes.get(next);
    if (node === undefined) break;
    const elsewhere = building.seen.has(next);
    rows.push({ kind: "step", key: elsewhere ? `${from}→${next}` : next, level, node, elsewhere });
    if (elsewhere) break;
    building.seen.add(next);
    rows.push(...waysOf(building, node).flatMap((way) => wayRows(building, { node, way, level: level + 1 })));
    const onward = onwardOf(building, node);
    const [first, ...others] = building.targets(next, onward);
    const name = `Also after ${nodeName(node, building.descriptors[node.type])}`;
    for (const target of others)
      also.unshift(() => wayRows(building, { node, way: { name }, level, only: target }));
    next = first;
  }
  return [...rows, ...also.flatMap((rowsOf) => rowsOf())];
}

/** The way by which the line goes on: after a loop, when it is done. */
const onwardOf = ({ descriptors }: Building, node: WorkflowNode): string | undefined =>
  descriptors[node.type]?.loops === undefined ? undefined : DONE_BRANCH;

/** Those that stand under the step. What the line goes on by is one while nothing follows, to be added to. */
const waysOf = (building: Building, node: WorkflowNode): WayOut[] => {
  const { descriptors, wired } = building;
  const branches = wired(node.id);
  const onward = onwardOf(building, node);
  const goesOn = onward !== undefined && branches.includes(onward);
  const rows = branchRows(node, descriptors[node.type], branches).filter(
    ({ branch }) => !goesOn || branch !== onward,
  );
  return branches.includes(ERROR_BRANCH) ? [...rows, { branch: ERROR_BRANCH, name: "If it fails" }] : rows;
};

interface Way {
  node: WorkflowNode;
  way: WayOut;
  level: number;
  /** One of several that follow by the plain way. */
  only?: NodeId;
}

function wayRows(building: Building, { node, way, level, only }: Way): OutlineRow[] {
  const key = `${node.id} ${way.branch ?? ""} ${only ?? ""}`;
  const targets = only === undefined ? building.targets(node.id, way.branch) : [only];
  const open = !building.folded.has(key);
  const row: WayRow = { kind: "way", key, level, source: node.id, way, empty: targets.length === 0, open };
  // Folded steps are seen, too: they must not turn up again as not connected.
  const below = targets.flatMap((id) => chain(building, { id, level: level + 1, from: key }));
  return open ? [row, ...below] : [row];
}
