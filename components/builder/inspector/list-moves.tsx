"use client";
import type { ReactNode } from "react";
import { Moves } from "./moves";

interface Props<T> {
  entries: readonly T[];
  onChange: (entries: T[]) => void;
  children: ReactNode;
}

/** Ways out, one under the other. */
export function ListMoves<T>({ entries, onChange, children }: Props<T>) {
  const last = entries.length - 1;
  return (
    <Moves
      className="in-ways"
      order={{
        move: ([from = 0], [before = 0]) => {
          // Taken out first, so what stands behind it moves up by one.
          const to = before - (from < before ? 1 : 0);
          const moved = entries[from];
          if (moved === undefined || to === from) return null;
          onChange(entries.toSpliced(from, 1).toSpliced(to, 0, moved));
          return [to];
        },
        beyond: ([at = 0], direction) => {
          if (direction === "up") return at === 0 ? null : [at - 1];
          return at === last ? null : [at + 2];
        },
        said: ([at = 0]) => `Moved to place ${at + 1} of ${entries.length}`,
      }}
    >
      {children}
    </Moves>
  );
}
