/** Where things are on the overview, a small picture of all steps with a frame around what is in view. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const OVERVIEW = { width: 176, height: 112 };
const PADDING = 5;

/** From the document's pixels to the overview's: `at = from * scale + shift`. */
export interface Projection {
  scale: number;
  x: number;
  y: number;
}

/** Shows a box as large as it fits, in the middle. */
export function projectionOf(box: Box): Projection {
  const room = { width: OVERVIEW.width - 2 * PADDING, height: OVERVIEW.height - 2 * PADDING };
  const scale = Math.min(room.width / Math.max(box.width, 1), room.height / Math.max(box.height, 1));
  return {
    scale,
    x: OVERVIEW.width / 2 - (box.x + box.width / 2) * scale,
    y: OVERVIEW.height / 2 - (box.y + box.height / 2) * scale,
  };
}

export const project = (box: Box, { scale, x, y }: Projection): Box => ({
  x: box.x * scale + x,
  y: box.y * scale + y,
  width: box.width * scale,
  height: box.height * scale,
});

/** What moves a picture that was drawn for one projection to where another has it. */
export function between(drawn: Projection, wanted: Projection): Projection {
  const scale = wanted.scale / drawn.scale;
  return { scale, x: wanted.x - drawn.x * scale, y: wanted.y - drawn.y * scale };
}

export function around(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The part of the document that a canvas of a size shows. */
export const viewBox = (
  [x, y, zoom]: readonly [number, number, number],
  size: { width: number; height: number },
): Box => ({ x: -x / zoom, y: -y / zoom, width: size.width / zoom, height: size.height / zoom });
