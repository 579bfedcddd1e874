"use client";
/**
 * Re-ordering by the handle, dragged or with the arrow keys. Focus stays on the handle, and the new place is said. What is let go beside
 * the list, as over the head of a panel that has scrolled, goes to the nearest place.
 */
import { GripVertical } from "lucide-react";
import {
  createContext,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";

/** Its index; in a group, that of the group before it. */
export type Place = readonly number[];

export interface Order {
  /** Puts what stands at `from` before what stands at `to`. The place that it has then; null where nothing changes. */
  move: (from: Place, to: Place) => Place | null;
  /** Where an arrow key takes it, as a `to` of `move`. Null at either end. */
  beyond: (place: Place, direction: "up" | "down") => Place | null;
  /** The new place in words. */
  said: (place: Place) => string;
}

interface MovesState {
  id: string;
  dragged: Place | null;
  /** Where a drop would put it: before what stands there. */
  target: Place | null;
  start: (place: Place) => void;
  aim: (target: Place) => void;
  drop: () => void;
  cancel: () => void;
  step: (place: Place, direction: "up" | "down") => void;
}

const MovesContext = createContext<MovesState | null>(null);
const keyOf = (place: Place) => place.join(".");
const next = (place: Place): Place => [...place.slice(0, -1), (place.at(-1) ?? 0) + 1];
const useMoves = (): MovesState => {
  const moves = useContext(MovesContext);
  if (moves === null) throw new Error("outside of Moves");
  return moves;
};

export function Moves({
  order,
  className,
  children,
}: {
  order: Order;
  className?: string;
  children: ReactNode;
}) {
  const [dragged, setDragged] = useState<Place | null>(null);
  const [target, setTarget] = useState<Place | null>(null);
  const [said, setSaid] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const focused = useRef<string | null>(null);
  const id = useId();
  useEffect(() => {
    if (focused.current === null) return;
    root.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(focused.current)}"]`)?.focus();
    focused.current = null;
  });
  const move = (from: Place, to: Place) => {
    const place = order.move(from, to);
    if (place === null) return;
    focused.current = `${id} ${keyOf(place)}`;
    setSaid(order.said(place));
  };
  const cancel = () => {
    setDragged(null);
    setTarget(null);
  };
  const moves: MovesState = {
    id,
    dragged,
    target,
    start: setDragged,
    aim: setTarget,
    cancel,
    drop: () => {
      if (dragged !== null && target !== null) move(dragged, target);
      cancel();
    },
    step: (place, direction) => {
      const to = order.beyond(place, direction);
      if (to === null) setSaid(direction === "up" ? "It is the first" : "It is the last");
      else move(place, to);
    },
  };
  useDropBeside(root, moves);
  return (
    <MovesContext value={moves}>
      <div ref={root} className={className}>
        {children}
      </div>
      <span className="sr-only" role="status">
        {said}
      </span>
    </MovesContext>
  );
}

/** Elsewhere in the panel: the nearest place is aimed at. */
function useDropBeside(root: RefObject<HTMLDivElement | null>, moves: MovesState): void {
  const latest = useRef(moves);
  latest.current = moves;
  const isDragging = moves.dragged !== null;
  useEffect(() => {
    if (!isDragging) return;
    const isBeside = ({ target }: Event) =>
      target instanceof Element && target.closest(".bd-panel")?.contains(root.current) === true;
    const onDragOver = (event: globalThis.DragEvent) => {
      const place = isBeside(event) ? nearestPlace(root.current, latest.current.id, event.clientY) : null;
      if (place === null) return;
      event.preventDefault();
      latest.current.aim(place);
    };
    const onDrop = (event: globalThis.DragEvent) => {
      if (!isBeside(event)) return;
      event.preventDefault();
      latest.current.drop();
    };
    document.addEventListener("dragover", onDragOver);
    document.addEventListener("drop", onDrop);
    return () => {
      document.removeEventListener("dragover", onDragOver);
      document.removeEventListener("drop", onDrop);
    };
  }, [isDragging, root]);
}

function nearestPlace(root: HTMLElement | null, id: string, y: number): Place | null {
  let [nearest, least]: [Place | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const element of root?.querySelectorAll<HTMLElement>(`[data-moves="${CSS.escape(id)}"]`) ?? []) {
    const { top, bottom } = element.getBoundingClientRect();
    const distance = Math.max(top - y, y - bottom, 0);
    if (distance >= least) continue;
    const place = (element.dataset.at ?? "").split(".").map(Number);
    [nearest, least] = [y < (top + bottom) / 2 ? place : next(place), distance];
  }
  return nearest;
}

export function MoveHandle({ place, what }: { place: Place; what: string }) {
  const moves = useMoves();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    moves.step(place, event.key === "ArrowUp" ? "up" : "down");
  };
  return (
    <button
      type="button"
      className="in-handle"
      draggable
      data-handle={`${moves.id} ${keyOf(place)}`}
      aria-label={`Move ${what}: drag it, or use the arrow keys`}
      title="Drag, or use the arrow keys"
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", what);
        moves.start(place);
      }}
      onDragEnd={moves.cancel}
    >
      <GripVertical aria-hidden size={14} />
    </button>
  );
}

/** Where an entry can be dropped: before or after what stands here, whichever half the pointer is over. */
export function DropPlace({ place, children }: { place: Place; children: ReactNode }) {
  const { id, dragged, target, aim, drop } = useMoves();
  const isAt = (other: Place | null, at: Place) => other !== null && keyOf(other) === keyOf(at);
  const onDragOver = (event: DragEvent<HTMLDivElement>) => {
    if (dragged === null) return;
    event.preventDefault();
    event.stopPropagation();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    aim(event.clientY < top + height / 2 ? place : next(place));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handle does the same with the keyboard
    <div
      className="in-drop"
      data-moves={id}
      data-at={keyOf(place)}
      data-dragged={isAt(dragged, place) || undefined}
      data-drop={isAt(target, place) ? "before" : isAt(target, next(place)) ? "after" : undefined}
      onDragOver={onDragOver}
      onDrop={(event) => {
        if (dragged === null) return;
        event.preventDefault();
        event.stopPropagation();
        drop();
      }}
    >
      {children}
    </div>
  );
}
