import type { Position } from "@/lib/graph/operations/operation";
import type { CanvasElement } from "./flow-elements";

const MOVE_MS = 200;
/** More cards than this would stutter; they are there at once. */
const MAX_MOVED = 150;

/** 0 for people who asked for less motion. */
export const moveMs = (): number => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : MOVE_MS);

interface Gliding {
  elements: readonly CanvasElement[];
  to: Readonly<Record<string, Position>>;
  place: (positions: Record<string, Position>) => void;
}

/** Moves what is shown to its new place, its wires with it; resolves when everything is there. */
export function glide({ elements, to, place }: Gliding): Promise<void> {
  const from = new Map(elements.map(({ id, position }) => [id, position]));
  const duration = Object.keys(to).length > MAX_MOVED ? 0 : moveMs();
  if (duration === 0) return Promise.resolve();
  const at = (part: number): Record<string, Position> =>
    Object.fromEntries(
      Object.entries(to).map(([id, end]) => {
        const start = from.get(id) ?? end;
        return [id, { x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part }];
      }),
    );
  return new Promise((resolve) => {
    let startedAt: number | null = null;
    const frame = (nowMs: number) => {
      startedAt ??= nowMs;
      const part = Math.min(1, (nowMs - startedAt) / duration);
      place(at(easeOut(part)));
      if (part < 1) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
}

const easeOut = (part: number): number => 1 - (1 - part) ** 3;
