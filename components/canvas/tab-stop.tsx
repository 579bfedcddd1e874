"use client";
import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef, useState } from "react";
import { nodeOf, placesInRun } from "@/lib/graph/traverse";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";
import { hasLostFocus } from "../ui/focus";
import { elementIdOf, focusNode, stepIdOf } from "./focus-node";

interface Props {
  document: WorkflowDocument;
  selectedIds: readonly string[];
  /** Pans until the step is in sight. */
  reveal: (nodeId: NodeId) => void;
}

/**
 * The steps' one tab stop: it hands the focus on to the step that had it last, else to the chosen one, else to the first. Arrows lead on from
 * there (use-canvas-keys.ts). While a step has the focus Tab leads past it, out of the canvas.
 */
export function TabStop({ document, selectedIds, reveal }: Props) {
  const store = useStoreApi();
  const [inside, setInside] = useState(false);
  const last = useRef<NodeId | null>(null);
  useEffect(() => {
    const { domNode } = store.getState();
    const onIn = ({ target }: FocusEvent) => {
      const id = stepIdOf(target);
      if (id === null) return;
      last.current = id;
      setInside(true);
    };
    const onOut = () => setInside(false);
    domNode?.addEventListener("focusin", onIn);
    domNode?.addEventListener("focusout", onOut);
    return () => {
      domNode?.removeEventListener("focusin", onIn);
      domNode?.removeEventListener("focusout", onOut);
    };
  }, [store]);
  const enter = (id: NodeId | undefined) => {
    if (id === undefined) return;
    reveal(id);
    focusNode(id, store.getState().domNode);
  };
  useNextAfterRemoval(document, last, enter);
  if (document.nodes.length === 0) return null;
  const wanted = () => {
    const known = [last.current, ...selectedIds].find((id) => id !== null && nodeOf(document, id));
    return known ?? firstOf(document);
  };
  return (
    <button
      type="button"
      className="sr-only"
      tabIndex={inside ? -1 : 0}
      aria-label="Steps on the canvas"
      onFocus={() => enter(wanted())}
    />
  );
}

const firstOf = (document: WorkflowDocument): NodeId | undefined => placesInRun(document).keys().next().value;

/** React Flow takes the card down a moment later, and a dialog that asked gives the focus back by then. */
const DOWN_AFTER_MS = 50;

/** The step that had the focus was removed: the one before it has it now, else the one after it, else the first. */
function useNextAfterRemoval(
  document: WorkflowDocument,
  last: { current: NodeId | null },
  enter: (id: NodeId | undefined) => void,
): void {
  const before = useRef(document);
  const latest = useRef(enter);
  latest.current = enter;
  useEffect(() => {
    const was = before.current;
    before.current = document;
    const id = last.current;
    if (id === null || was === document || nodeOf(document, id) || !nodeOf(was, id)) return;
    last.current = null;
    const around = [
      ...was.edges.flatMap(({ source, target }) => (target === id ? [source] : [])),
      ...was.edges.flatMap(({ source, target }) => (source === id ? [target] : [])),
    ];
    const next = around.find((one) => nodeOf(document, one)) ?? firstOf(document);
    const timer = setTimeout(() => {
      if (elementIdOf(window.document.activeElement) === id || hasLostFocus()) latest.current(next);
    }, DOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [document, last]);
}
