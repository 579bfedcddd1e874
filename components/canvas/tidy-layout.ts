/** Where "Tidy" puts cards: columns from left to right, branches in their order from top to bottom. Top left corners, on the grid. */
import dagre from "@dagrejs/dagre";
import type { Position } from "@/lib/graph/operations/operation";
import {
  type Direction,
  EACH_BRANCH,
  type NodeId,
  type WorkflowDocument,
  type WorkflowEdge,
} from "@/lib/graph/workflow";
import { CARD_MIN_HEIGHT, CARD_WIDTH, onGrid, turned } from "./grid";

const GAP_X = 96;
const GAP_Y = 40;
/** Room for the frame of a loop's body, beyond the gap. */
const FRAME = { above: { before: 32, after: 16 }, beside: { before: 16, after: 16 } };

/** Can be sent to a worker. */
export interface TidyQuestion {
  document: Pick<WorkflowDocument, "nodes" | "edges">;
  sizes: ReadonlyMap<NodeId, { width: number; height: number }>;
  /** Place of an edge, by its id, among those that leave its node, so that branches stay in the order of their rows. */
  orders?: ReadonlyMap<string, number>;
  /** All nodes when absent. */
  nodeIds?: readonly NodeId[];
  /** Absent: to the right. */
  direction?: Direction;
}

/** New positions; the common top left corner stays where it was. */
export function tidyPositions(question: TidyQuestion): Record<NodeId, Position> {
  return question.direction === "down" ? downwards(question) : rightwards(question, CARD_WIDTH);
}

/** The same on its side: rows become columns, and every row is as high as the highest card. */
function downwards(question: TidyQuestion): Record<NodeId, Position> {
  const { document, sizes } = question;
  const nodes = document.nodes.map((node) => ({ ...node, position: turned(node.position) }));
  const heights = document.nodes.map(({ id }) => sizes.get(id)?.height ?? CARD_MIN_HEIGHT);
  const widths = document.nodes.map(({ id }): [NodeId, { width: number; height: number }] => [
    id,
    { width: sizes.get(id)?.height ?? CARD_MIN_HEIGHT, height: sizes.get(id)?.width ?? CARD_WIDTH },
  ]);
  const onSide = { ...question, document: { ...document, nodes }, sizes: new Map(widths) };
  const positions = rightwards(onSide, Math.max(CARD_MIN_HEIGHT, ...heights));
  return Object.fromEntries(Object.entries(positions).map(([id, position]) => [id, turned(position)]));
}

/** `length` is that of every card along the way. */
function rightwards(question: TidyQuestion, length: number): Record<NodeId, Position> {
  const { document, nodeIds } = question;
  const chosen = new Set(nodeIds ?? document.nodes.map(({ id }) => id));
  const nodes = document.nodes.filter(({ id }) => chosen.has(id));
  const edges = document.edges.filter(({ source, target }) => chosen.has(source) && chosen.has(target));
  if (nodes.length === 0) return {};
  const part = { nodes, edges };
  const columns = columnsOf(part, length);
  const rows = rowsOf(part, question);
  const corners = nodes.map(({ id }) => ({ x: columns.get(id) ?? 0, y: rows.get(id) ?? 0 }));
  const shift = offset(
    corners,
    nodes.map(({ position }) => position),
  );
  return Object.fromEntries(
    nodes.map(({ id }, index) => {
      const { x, y } = corners[index] ?? shift;
      return [id, { x: onGrid(x + shift.x), y: onGrid(y + shift.y) }];
    }),
  );
}

type Part = TidyQuestion["document"];

/** Left edges: a step stands right of everything before it. */
function columnsOf({ nodes, edges }: Part, length: number): Map<NodeId, number> {
  const graph = new dagre.graphlib.Graph({ multigraph: true })
    .setGraph({ rankdir: "LR", ranksep: GAP_X, ranker: "longest-path" })
    .setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: length, height: CARD_MIN_HEIGHT });
  for (const edge of edges) graph.setEdge(edge.source, edge.target, {}, edge.id);
  dagre.layout(graph);
  return new Map(nodes.map(({ id }) => [id, graph.node(id).x - length / 2]));
}

/** Top edges: followers stand under each other in the order of their branches, a step level with the middle of them. */
function rowsOf({ nodes, edges }: Part, question: TidyQuestion): Map<NodeId, number> {
  const { sizes, orders = new Map() } = question;
  const frame = question.direction === "down" ? FRAME.beside : FRAME.above;
  const rows = new Map<NodeId, number>();
  let bottom = 0;
  const place = (id: NodeId): number => {
    rows.set(id, bottom);
    const ways = edges
      .filter(({ source, target }) => source === id && !rows.has(target))
      .sort((a, b) => (orders.get(a.id) ?? 0) - (orders.get(b.id) ?? 0));
    const placeAll = (followers: readonly WorkflowEdge[]) =>
      followers.flatMap(({ target }) => (rows.has(target) ? [] : [place(target)]));
    const body = ways.filter(({ branch }) => branch === EACH_BRANCH);
    if (body.length > 0) bottom += frame.before;
    const inBody = placeAll(body);
    if (body.length > 0) bottom += frame.after;
    const tops = [...inBody, ...placeAll(ways.filter(({ branch }) => branch !== EACH_BRANCH))];
    const [first = bottom, last = first] = [tops[0], tops.at(-1)];
    const top = (first + last) / 2;
    rows.set(id, top);
    bottom = Math.max(bottom, top + (sizes.get(id)?.height ?? CARD_MIN_HEIGHT) + GAP_Y);
    return top;
  };
  const entered = new Set(edges.map(({ target }) => target));
  const roots = nodes.filter(({ id }) => !entered.has(id));
  for (const { id } of [...roots, ...nodes]) if (!rows.has(id)) place(id);
  return rows;
}

const least = (points: readonly Position[]): Position => ({
  x: Math.min(...points.map(({ x }) => x)),
  y: Math.min(...points.map(({ y }) => y)),
});

function offset(from: readonly Position[], to: readonly Position[]): Position {
  const [a, b] = [least(from), least(to)];
  return { x: b.x - a.x, y: b.y - a.y };
}
