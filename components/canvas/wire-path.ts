/** Where a wire turns and where its "+" stands. Pure, so that the geometry is tested without a browser. */
export interface WireEnds {
  sourceX: number;
  sourceY: number;
  targetX: number;
  targetY: number;
}

export interface WireShape {
  /** Wires that leave one handle together turn at the same x, so they share a trunk. Absent: no room, let the router decide. */
  turnX: number | undefined;
  /** Middle of the wire, or past its turn where the trunk is shared. */
  plus: { x: number; y: number } | undefined;
}

const TRUNK = 48;
const STRAIGHT_WITHIN = 2;

export function wireShape(ends: WireEnds, shared: boolean): WireShape {
  const { sourceX, sourceY, targetX, targetY } = ends;
  if (targetX - sourceX < TRUNK) return { turnX: undefined, plus: undefined };
  const turnX = Math.min(sourceX + TRUNK, (sourceX + targetX) / 2);
  if (shared) return { turnX, plus: { x: (turnX + targetX) / 2, y: targetY } };
  if (Math.abs(targetY - sourceY) < STRAIGHT_WITHIN)
    return { turnX, plus: { x: (sourceX + targetX) / 2, y: sourceY } };
  return { turnX, plus: { x: turnX, y: (sourceY + targetY) / 2 } };
}
