"use client";
import type { ReactNode } from "react";
import type { ConditionGroup } from "@/lib/conditions/condition";
import { moveEntry, placeBeyond } from "./condition-tree";
import { Moves } from "./moves";

interface Props {
  value: ConditionGroup;
  onChange: (value: ConditionGroup) => void;
  children: ReactNode;
}

/** Conditions, into, along and out of groups. */
export function ConditionMoves({ value, onChange, children }: Props) {
  return (
    <Moves
      order={{
        move: (from, to) => {
          const moved = moveEntry(value, from, to);
          if (moved !== null) onChange(moved.group);
          return moved?.place ?? null;
        },
        beyond: (place, direction) => placeBeyond(value, place, direction),
        said: (place) => `Moved to place ${place.map((index) => index + 1).join(", ")}`,
      }}
    >
      {children}
    </Moves>
  );
}
