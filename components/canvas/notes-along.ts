/** Where notes go when steps are arranged: along with the step that they stand nearest to, and clear of all steps. */
import type { Position } from "@/lib/graph/operations/operation";
import type { NodeId, WorkflowNode, WorkflowNote } from "@/lib/graph/workflow";
import { CARD_MIN_HEIGHT, CARD_WIDTH, GRID, onGrid } from "./grid";

interface Question {
  nodes: readonly WorkflowNode[];
  notes: readonly WorkflowNote[];
  sizes: ReadonlyMap<string, { width: number; height: number }>;
  /** Of the steps that move. */
  positions: Readonly<Record<NodeId, Position>>;
}

interface Box extends Position {
  width: number;
  height: number;
}

const GAP = 2 * GRID;

/** Only of the notes that move. */
export function notesAlong({ nodes, notes, sizes, positions }: Question): Record<string, Position> {
  const sizeOf = (id: NodeId) => sizes.get(id) ?? { width: CARD_WIDTH, height: CARD_MIN_HEIGHT };
  const before = nodes.map(({ id, position }) => ({ id, ...position, ...sizeOf(id) }));
  const after = before.map((box) => ({ ...box, ...positions[box.id] }));
  return Object.fromEntries(
    notes.flatMap((note) => {
      const box = { ...note.position, ...note.size };
      const nearest = nearestTo(box, before);
      const moved = nearest && positions[nearest.id];
      if (!nearest || !moved) return [];
      const along = { ...box, x: box.x + moved.x - nearest.x, y: box.y + moved.y - nearest.y };
      // A note that was drawn around steps, or over one, stays so.
      const onPurpose = new Set(before.filter((card) => overlap(box, card)).map(({ id }) => id));
      const { x, y } = above(
        along,
        after.filter(({ id }) => !onPurpose.has(id)),
      );
      return x === box.x && y === box.y ? [] : [[note.id, { x: onGrid(x), y: onGrid(y) }]];
    }),
  );
}

function nearestTo<T extends Box>(box: Box, cards: readonly T[]): T | undefined {
  return cards.reduce<T | undefined>(
    (best, card) => (best === undefined || distance(box, card) < distance(box, best) ? card : best),
    undefined,
  );
}

/** From edge to edge; 0 where they overlap. */
function distance(a: Box, b: Box): number {
  const across = Math.max(0, b.x - (a.x + a.width), a.x - (b.x + b.width));
  const down = Math.max(0, b.y - (a.y + a.height), a.y - (b.y + b.height));
  return Math.hypot(across, down);
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Up, over one card after another, until nothing is covered. */
function above(box: Box, cards: readonly Box[]): Box {
  const covered = cards.filter((card) => overlap(box, card));
  if (covered.length === 0) return box;
  const top = Math.min(...covered.map(({ y }) => y));
  return above({ ...box, y: top - GAP - box.height }, cards);
}
