"use client";
/** Re-ordering conditions: by the handle, dragged or with the arrow keys. Focus stays on the handle, and the new place is said. */
import { GripVertical } from "lucide-react";
import {
  createContext,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import type { ConditionGroup } from "@/lib/conditions/condition";
import { moveEntry, type Place, placeBeyond } from "./condition-tree";

interface Moves {
  dragged: Place | null;
  /** Where a drop would put it: before what stands there. */
  target: Place | null;
  start: (place: Place) => void;
  aim: (target: Place) => void;
  drop: () => void;
  cancel: () => void;
  step: (place: Place, direction: "up" | "down") => void;
}

const MovesContext = createContext<Moves | null>(null);
const keyOf = (place: Place) => place.join(".");
const useMoves = (): Moves => {
  const moves = useContext(MovesContext);
  if (moves === null) throw new Error("outside of ConditionMoves");
  return moves;
};

interface Props {
  value: ConditionGroup;
  onChange: (value: ConditionGroup) => void;
  children: ReactNode;
}

export function ConditionMoves({ value, onChange, children }: Props) {
  const [dragged, setDragged] = useState<Place | null>(null);
  const [target, setTarget] = useState<Place | null>(null);
  const [said, setSaid] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const focused = useRef<string | null>(null);
  useEffect(() => {
    if (focused.current === null) return;
    root.current?.querySelector<HTMLElement>(`[data-place="${focused.current}"]`)?.focus();
    focused.current = null;
  });
  const move = (from: Place, to: Place) => {
    const moved = moveEntry(value, from, to);
    if (moved === null) return;
    focused.current = keyOf(moved.place);
    setSaid(`Moved to place ${moved.place.map((index) => index + 1).join(", ")}`);
    onChange(moved.group);
  };
  const cancel = () => {
    setDragged(null);
    setTarget(null);
  };
  const moves: Moves = {
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
      const to = placeBeyond(value, place, direction);
      if (to === null) setSaid(direction === "up" ? "It is the first" : "It is the last");
      else move(place, to);
    },
  };
  return (
    <MovesContext value={moves}>
      <div ref={root}>{children}</div>
      <span className="sr-only" role="status">
        {said}
      </span>
    </MovesContext>
  );
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
      data-place={keyOf(place)}
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
  const { dragged, target, aim, drop } = useMoves();
  const before = target !== null && keyOf(target) === keyOf(place);
  const after = target !== null && keyOf(target) === keyOf(next(place));
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
      data-dragged={(dragged !== null && keyOf(dragged) === keyOf(place)) || undefined}
      data-drop={before ? "before" : after ? "after" : undefined}
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

const next = (place: Place): Place => [...place.slice(0, -1), (place.at(-1) ?? 0) + 1];
