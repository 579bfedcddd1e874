/** What adding a step means, as operations: where it stands, what it is wired to, who makes room. */
import { isRecord } from "@/lib/base/json";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { newEdge } from "@/lib/graph/operations/node-operations";
import type { Operation, Position } from "@/lib/graph/operations/operation";
import { edgesFrom, edgesInto, nodeOf, reachableFrom, triggerNodesOf } from "@/lib/graph/traverse";
import {
  DONE_BRANCH,
  ERROR_BRANCH,
  type NodeId,
  type WorkflowDocument,
  type WorkflowNode,
} from "@/lib/graph/workflow";
import type { AddPlace } from "../canvas/canvas-props";
import { onGrid, turned } from "../canvas/grid";
import { newNode, newNodeId } from "./new-node";

interface Gaps {
  /** From the start of a card to the start of the next one along the way, and of one beside it. */
  along: number;
  beside: number;
  /** Room that a card takes itself. */
  length: number;
  breadth: number;
  /** A card dropped this close behind an open way is meant to follow it. */
  near: { along: number; beside: number };
}
const RIGHT: Gaps = { along: 360, beside: 160, length: 264, breadth: 120, near: { along: 220, beside: 90 } };
const DOWN: Gaps = { along: 208, beside: 304, length: 120, breadth: 264, near: { along: 160, beside: 180 } };

export interface Placing {
  document: WorkflowDocument;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
  descriptor: NodeDescriptor;
  place: AddPlace;
}
export interface Placed {
  nodeId: NodeId;
  operations: Operation[];
}

/** From top to bottom is from left to right, turned, with other gaps. */
export function placeStep(placing: Placing): Placed {
  const { document, place: where } = placing;
  if (document.direction !== "down") return placeAlong({ ...placing, gaps: RIGHT });
  const nodes = document.nodes.map(turnedNode);
  const { nodeId, operations } = placeAlong({
    ...placing,
    document: { ...document, nodes },
    place: "position" in where && where.position ? { ...where, position: turned(where.position) } : where,
    gaps: DOWN,
  });
  return { nodeId, operations: operations.map(turnedOperation) };
}

const turnedNode = (node: WorkflowNode): WorkflowNode => ({ ...node, position: turned(node.position) });

function turnedOperation(operation: Operation): Operation {
  switch (operation.kind) {
    case "addNode":
    case "insertOnEdge":
      return { ...operation, node: turnedNode(operation.node) };
    case "moveNodes": {
      const entries = Object.entries(operation.positions).map(([id, position]) => [id, turned(position)]);
      return { ...operation, positions: Object.fromEntries(entries) };
    }
    case "patch": {
      const nodes = operation.patch.nodes.map((change) => ({
        ...change,
        before: change.before && turnedNode(change.before),
        after: change.after && turnedNode(change.after),
      }));
      return { ...operation, patch: { ...operation.patch, nodes } };
    }
    default:
      return operation;
  }
}

interface Along extends Placing {
  gaps: Gaps;
}

function placeAlong(placing: Along): Placed {
  const { descriptor, document, place } = placing;
  if (descriptor.kind === "trigger") return placeTrigger(placing);
  const id = newNodeId(document);
  switch (place.kind) {
    case "edge":
      return { nodeId: id, operations: insertInto({ ...placing, id, edgeId: place.edgeId }) };
    case "after":
      return { nodeId: id, operations: [appendTo({ ...placing, id, after: place })] };
    default:
      return { nodeId: id, operations: [dropAt({ ...placing, id, position: place.position })] };
  }
}

/** A workflow has one trigger: another one takes the place of the first and keeps its wires. */
function placeTrigger({ document, descriptors, descriptor, place, gaps }: Along): Placed {
  const [old] = triggerNodesOf(document, (type) => descriptors[type]);
  if (old !== undefined) {
    const after = newNode(descriptor, old.id, old.position);
    const index = document.nodes.indexOf(old);
    const patch = { nodes: [{ id: old.id, index, before: old, after }], edges: [] };
    return { nodeId: old.id, operations: [{ kind: "patch", patch }] };
  }
  const id = nodeOf(document, "trigger") ? newNodeId(document) : "trigger";
  const root = document.nodes.find((node) => edgesInto(document, node.id).length === 0);
  const free = place.kind === "free" ? place.position : { x: 0, y: 0 };
  const position = root ? { x: root.position.x - gaps.along, y: root.position.y } : free;
  const node = newNode(descriptor, id, position);
  const wire: Operation[] = root ? [{ kind: "addEdge", edge: newEdge({ source: id, target: root.id }) }] : [];
  return { nodeId: id, operations: [{ kind: "addNode", node }, ...wire] };
}

function insertInto({
  document,
  descriptor,
  id,
  edgeId,
  gaps,
}: Along & { id: NodeId; edgeId: string }): Operation[] {
  const edge = document.edges.find((candidate) => candidate.id === edgeId);
  const source = edge && nodeOf(document, edge.source);
  const target = edge && nodeOf(document, edge.target);
  if (!source || !target) return [];
  const x = source.position.x + gaps.along;
  const node = newNode(descriptor, id, { x, y: target.position.y });
  // What came after a step comes after the loop; its body is yet to be.
  const branch = descriptor.loops ? DONE_BRANCH : firstBranch(node, descriptor);
  const insert: Operation = {
    kind: "insertOnEdge",
    edgeId,
    node,
    ...(branch === undefined ? {} : { branch }),
  };
  const lacking = Math.max(0, x + gaps.along - target.position.x);
  // Beside what follows, its body has room.
  const aside = descriptor.loops ? pastBody(gaps) : 0;
  if (lacking + aside === 0) return [insert];
  const positions: Record<NodeId, Position> = {};
  for (const moved of reachableFrom(document, target.id)) {
    const at = nodeOf(document, moved)?.position;
    if (at) positions[moved] = { x: at.x + lacking, y: at.y + aside };
  }
  return [{ kind: "moveNodes", positions }, insert];
}

/** Beside a loop's body, with room for its frame. */
const pastBody = ({ beside, breadth }: Gaps): number => onGrid(beside + 0.4 * breadth);

interface Appending extends Along {
  id: NodeId;
  after: { source: NodeId; branch?: string; position?: Position };
}
function appendTo({ document, descriptor, id, after, gaps }: Appending): Operation {
  const { source, branch, position } = after;
  const from = nodeOf(document, source)?.position ?? { x: 0, y: 0 };
  const wanted = position ?? {
    x: from.x + gaps.along,
    y: from.y + (branch === ERROR_BRANCH ? gaps.beside : 0) + (branch === DONE_BRANCH ? pastBody(gaps) : 0),
  };
  const node = newNode(descriptor, id, position ? wanted : freeSpot(document, wanted, gaps));
  return { kind: "addNode", node, after: { source, ...(branch === undefined ? {} : { branch }) } };
}

function dropAt({
  document,
  descriptors,
  descriptor,
  id,
  position,
  gaps,
}: Along & { id: NodeId; position: Position }): Operation {
  const node = newNode(descriptor, id, position);
  const near = document.nodes
    .flatMap((other) =>
      openWays(document, other, descriptors[other.type]).map((branch) => ({ other, branch })),
    )
    .find(({ other }) => isJustBehind(other.position, position, gaps));
  if (near === undefined) return { kind: "addNode", node };
  const { other, branch } = near;
  return { kind: "addNode", node, after: { source: other.id, ...(branch === undefined ? {} : { branch }) } };
}

function isJustBehind(before: Position, after: Position, { length, near }: Gaps): boolean {
  const gap = after.x - (before.x + length);
  return gap > 0 && gap < near.along && Math.abs(after.y - before.y) < near.beside;
}

/** Aside from the wanted place until no card is in the way. */
function freeSpot(document: WorkflowDocument, wanted: Position, { length, breadth, beside }: Gaps): Position {
  const taken = ({ x, y }: Position) =>
    document.nodes.some(
      ({ position }) => Math.abs(position.x - x) < length && Math.abs(position.y - y) < breadth,
    );
  let spot = wanted;
  while (taken(spot)) spot = { x: spot.x, y: spot.y + beside };
  return spot;
}

/** Where a step goes that was chosen without pointing at a place: behind the selected step, else behind the last open one. */
export function placeAfter(
  placing: Omit<Placing, "place">,
  selectedId: NodeId | undefined,
  center: Position,
): AddPlace {
  const { document, descriptors } = placing;
  const selected = selectedId === undefined ? undefined : nodeOf(document, selectedId);
  if (selected) return placeBehind(document, selected, descriptors[selected.type]);
  const last = document.nodes.findLast((node) => openWays(document, node, descriptors[node.type]).length > 0);
  return last ? placeBehind(document, last, descriptors[last.type]) : { kind: "free", position: center };
}

/** The first open way out; where none is open, the middle of the first wire. A step that forks by hand gets one wire more. */
export function placeBehind(
  document: WorkflowDocument,
  node: WorkflowNode,
  descriptor: NodeDescriptor | undefined,
): AddPlace {
  const [open] = openWays(document, node, descriptor).map((branch) => ({ branch }));
  if (open)
    return { kind: "after", source: node.id, ...(open.branch === undefined ? {} : { branch: open.branch }) };
  const edges = edgesFrom(document, node.id).filter(({ branch }) => branch !== ERROR_BRANCH);
  const [edge] = edges.toSorted(
    (a, b) => Number(b.branch === DONE_BRANCH) - Number(a.branch === DONE_BRANCH),
  );
  return edge && (edges.length === 1 || edge.branch !== undefined)
    ? { kind: "edge", edgeId: edge.id }
    : { kind: "after", source: node.id };
}

/** Ways out that lead nowhere yet; `undefined` is the plain one. The error way is never offered by itself. */
function openWays(
  document: WorkflowDocument,
  node: WorkflowNode,
  descriptor: NodeDescriptor | undefined,
): (string | undefined)[] {
  const used = new Set(edgesFrom(document, node.id).map(({ branch }) => branch));
  const ways = descriptor?.branching ? branchIds(node, descriptor) : [undefined];
  return ways.filter((branch) => !used.has(branch));
}

function branchIds(node: WorkflowNode, descriptor: NodeDescriptor): string[] {
  const { fixed = [], fromConfig } = descriptor.branching ?? {};
  const own = fromConfig === undefined ? [] : node.config[fromConfig];
  const ids = Array.isArray(own) ? own.map((entry) => (isRecord(entry) ? String(entry.id) : "")) : [];
  return [...ids, ...fixed.map(({ id }) => id)];
}

const firstBranch = (node: WorkflowNode, descriptor: NodeDescriptor): string | undefined =>
  descriptor.branching ? branchIds(node, descriptor)[0] : undefined;
