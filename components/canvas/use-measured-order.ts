"use client";
import { useUpdateNodeInternals } from "@xyflow/react";
import { useEffect, useRef } from "react";

/** Handles that change places within a card of the same size are measured again: React Flow itself looks only when the size changes. */
export function useMeasuredOrder(nodeId: string, handles: readonly string[]): void {
  const measure = useUpdateNodeInternals();
  const order = handles.join("\n");
  const measured = useRef(order);
  useEffect(() => {
    if (measured.current === order) return;
    measured.current = order;
    measure(nodeId);
  }, [measure, nodeId, order]);
}
