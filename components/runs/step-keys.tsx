"use client";
import { useEffect, useState } from "react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeNameById } from "@/lib/graph/fields";
import { statusLabel } from "../ui/status-pill";
import type { RunView } from "./iterations/use-run-view";
import { shownStepStatus } from "./shown-status";

interface Props {
  run: RunView;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
  /** The trigger, then the steps as the run came by them; of an item its own. */
  order: readonly string[];
  selected: string | undefined;
  onSelect: (nodeId: string) => void;
}

/** `[` and `]` step through the run. They leave the focus where it is, so a screen reader is told where they led. */
export function StepKeys({ run, descriptors, order, selected, onSelect }: Props) {
  const [reached, setReached] = useState<string | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTypedInto(event.target)) return;
      const by = { "[": -1, "]": 1 }[event.key];
      const next = by && order[order.indexOf(selected ?? "") + by];
      if (!next) return;
      onSelect(next);
      setReached(next);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [order, selected, onSelect]);
  const words = () => {
    if (reached === null || reached !== selected) return "";
    const step = (run.inner ?? run.steps).find(({ nodeId }) => nodeId === reached);
    const name = nodeNameById(run.document, reached, (type) => descriptors[type]);
    const status = step === undefined ? "" : `, ${statusLabel(shownStepStatus(step))}`;
    return `${name}${status}, ${order.indexOf(reached) + 1} of ${order.length}`;
  };
  return (
    <p className="sr-only" role="status">
      {words()}
    </p>
  );
}

const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches("input, textarea, select, [contenteditable]");
