"use client";
import { Plus } from "lucide-react";
import { pointOf, useCanvas } from "./canvas-context";

/** The "+" behind a way out that leads nowhere yet. */
export function OpenWay({ source, branch, label }: { source: string; branch?: string; label: string }) {
  const { mode, add } = useCanvas();
  if (mode === "view") return null;
  return (
    <button
      type="button"
      className="wf-open nodrag nopan"
      aria-label={`Add a step after ${label}`}
      title="Add a step here"
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        add(
          { kind: "after", source, ...(branch === undefined ? {} : { branch }) },
          pointOf(event.currentTarget),
        );
      }}
    >
      <Plus aria-hidden size={12} />
    </button>
  );
}
