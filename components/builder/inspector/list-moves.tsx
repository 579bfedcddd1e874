"use client";
/** Re-ordering a list of ways out: by the handle, dragged or with the arrow keys. Focus stays on the handle, and the new place is said. */
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

interface Moves {
  ids: readonly string[];
  dragged: string | null;
  /** Where a drop would put it: before what has this place now. */
  target: number | null;
  start: (id: string) => void;
  aim: (target: number) => void;
  drop: () => void;
  cancel: () => void;
  step: (id: string, by: 1 | -1) => void;
}

const MovesContext = createContext<Moves | null>(null);
const useMoves = (): Moves => {
  const moves = useContext(MovesContext);
  if (moves === null) throw new Error("outside of ListMoves");
  return moves;
};

interface Props {
  ids: readonly string[];
  onMove: (from: number, to: number) => void;
  children: ReactNode;
}

export function ListMoves({ ids, onMove, children }: Props) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const root = useRef<HTMLDivElement>(null);
  const moved = useRef<string | null>(null);
  useEffect(() => {
    if (moved.current === null) return;
    root.current?.querySelector<HTMLElement>(`[data-way="${CSS.escape(moved.current)}"]`)?.focus();
    moved.current = null;
  });
  const move = (id: string, to: number) => {
    const from = ids.indexOf(id);
    if (from < 0 || to < 0 || to >= ids.length || to === from) return;
    moved.current = id;
    setSaid(`Moved to place ${to + 1} of ${ids.length}`);
    onMove(from, to);
  };
  const cancel = () => {
    setDragged(null);
    setTarget(null);
  };
  const moves: Moves = {
    ids,
    dragged,
    target,
    start: setDragged,
    aim: setTarget,
    cancel,
    drop: () => {
      // Taken out first, so what stands behind it moves up by one.
      if (dragged !== null && target !== null)
        move(dragged, target - (ids.indexOf(dragged) < target ? 1 : 0));
      cancel();
    },
    step: (id, by) => {
      const to = ids.indexOf(id) + by;
      if (to < 0) setSaid("It is the first");
      else if (to >= ids.length) setSaid("It is the last");
      else move(id, to);
    },
  };
  return (
    <MovesContext value={moves}>
      <div ref={root} className="in-ways">
        {children}
      </div>
      <span className="sr-only" role="status">
        {said}
      </span>
    </MovesContext>
  );
}

export function ListHandle({ id, what }: { id: string; what: string }) {
  const moves = useMoves();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    moves.step(id, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <button
      type="button"
      className="in-handle"
      draggable
      data-way={id}
      aria-label={`Move ${what}: drag it, or use the arrow keys`}
      title="Drag, or use the arrow keys"
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", what);
        moves.start(id);
      }}
      onDragEnd={moves.cancel}
    >
      <GripVertical aria-hidden size={14} />
    </button>
  );
}

/** Where an entry can be dropped: before or after this one, whichever half the pointer is over. */
export function ListPlace({ id, children }: { id: string; children: ReactNode }) {
  const { ids, dragged, target, aim, drop } = useMoves();
  const place = ids.indexOf(id);
  const onDragOver = (event: DragEvent<HTMLDivElement>) => {
    if (dragged === null) return;
    event.preventDefault();
    event.stopPropagation();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    aim(event.clientY < top + height / 2 ? place : place + 1);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handle does the same with the keyboard
    <div
      className="in-drop"
      data-dragged={dragged === id || undefined}
      data-drop={target === place ? "before" : target === place + 1 ? "after" : undefined}
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
