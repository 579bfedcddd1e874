import type { Position } from "@/lib/graph/operations/operation";

/** Sizes that the canvas is drawn with, in the document's own pixels. */
export const CARD_WIDTH = 264;
export const CARD_MIN_HEIGHT = 76;
export const GRID = 16;

export const onGrid = (value: number): number => Math.round(value / GRID) * GRID;

/** What holds from left to right holds, turned, from top to bottom. */
export const turned = ({ x, y }: Position): Position => ({ x: y, y: x });
