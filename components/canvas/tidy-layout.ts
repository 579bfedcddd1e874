/** Columns from left to right: where "Tidy" puts nodes. Top left corners, on the grid. */
import dagre from "@dagrejs/dagre";
import type { Position } from "@/lib/graph/operations/operation";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";

export const CARD_WIDTH = 264;
export const CARD_MIN_HEIGHT = 76;
export const GAP_X = 96;
export const GAP_Y = 40;
export const GRID = 16;

export type Sizes = ReadonlyMap<NodeId, { width: number; height: number }>;

/** New positions of `nodeIds` (all when absent); their common top left corner stays where it was. */
export function tidyPositions(
  document: WorkflowDocument,
  sizes: Sizes,
  nodeIds: readonly NodeId[] = document.nodes.map(({ id }) => id),
): Record<NodeId, Position> {
  const chosen = new Set(nodeIds);
  const nodes = document.nodes.filter(({ id }) => chosen.has(id));
  if (nodes.length === 0) return {};
  const graph = new dagre.graphlib.Graph({ multigraph: true })
    .setGraph({ rankdir: "LR", ranksep: GAP_X, nodesep: GAP_Y, ranker: "network-simplex" })
    .setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes)
    graph.setNode(id, { ...(sizes.get(id) ?? { width: CARD_WIDTH, height: CARD_MIN_HEIGHT }) });
  for (const edge of document.edges)
    if (chosen.has(edge.source) && chosen.has(edge.target))
      graph.setEdge(edge.source, edge.target, {}, edge.id);
  dagre.layout(graph);
  const corners = nodes.map(({ id }) => {
    const { x, y, width, height } = graph.node(id);
    return { id, x: x - width / 2, y: y - height / 2 };
  });
  const shift = offset(
    corners,
    nodes.map(({ position }) => position),
  );
  return Object.fromEntries(
    corners.map(({ id, x, y }) => [id, { x: onGrid(x + shift.x), y: onGrid(y + shift.y) }]),
  );
}

const least = (points: readonly Position[]): Position => ({
  x: Math.min(...points.map(({ x }) => x)),
  y: Math.min(...points.map(({ y }) => y)),
});

function offset(from: readonly Position[], to: readonly Position[]): Position {
  const [a, b] = [least(from), least(to)];
  return { x: b.x - a.x, y: b.y - a.y };
}

export const onGrid = (value: number): number => Math.round(value / GRID) * GRID;
