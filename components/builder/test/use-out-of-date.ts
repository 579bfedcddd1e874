"use client";
import { useDeferredValue, useMemo } from "react";
import type { NodeId } from "@/lib/graph/workflow";
import { useDraft, useScene } from "../builder-context";
import { outOfDate } from "./out-of-date";
import { type Basis, basisOf } from "./test-store";
import { usePins, useTestEvent, useTests } from "./use-test-event";

/** Says of a result what has changed since it was found; null while it holds. A little later than typing, so as not to hold it up. */
export function useOutOfDate(): (nodeId: NodeId, before: Basis) => string | null {
  const { lookup } = useScene();
  const document = useDeferredValue(useDraft());
  const hasResults = useTests((state) => state.last !== null);
  const { event } = useTestEvent();
  const pins = usePins();
  return useMemo(() => {
    if (!hasResults || event === null) return () => null;
    const basis = basisOf(document, event.output, pins);
    return (nodeId: NodeId, before: Basis) => outOfDate(nodeId, before, { document, basis, lookup });
  }, [document, event, pins, hasResults, lookup]);
}
