"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useStore } from "zustand";
import type { JsonObject } from "@/lib/base/json";
import { listPins } from "@/lib/contracts/pins";
import { triggerNodeOf } from "@/lib/graph/traverse";
import { useDoorQuery } from "../../api/use-door";
import { useBuilder, useScene } from "../builder-context";
import { builtInEvent, defaultEvent, pinnedEvent, pinsOf } from "./test-event";
import type { Pins, TestEvent, TestState } from "./test-store";

export const useTests = <T>(select: (state: TestState) => T): T => useStore(useScene().tests, select);

const NO_PINS: Pins = {};

export function usePins(): Pins {
  const workflowId = useBuilder((state) => state.facts.id);
  const { data } = useDoorQuery(listPins, { params: { workflowId } });
  return useMemo(() => (data === undefined ? NO_PINS : pinsOf(data.pins)), [data]);
}

/** What tests run on, and what pickers and previews take as the sample: chosen, else pinned, else the newest real event, else built in. */
export function useTestEvent(): { event: TestEvent | null; loading: boolean } {
  const { lookup } = useScene();
  const chosen = useTests((state) => state.chosen);
  const trigger = useBuilder((state) => triggerNodeOf(state.history.document, lookup));
  const pinned = usePins()[trigger?.id ?? ""];
  const type = trigger?.type ?? "";
  const isChosen = chosen?.triggerType === type;
  const newest = useQuery({
    queryKey: ["default test event", type],
    queryFn: ({ signal }) => defaultEvent(type, signal),
    enabled: type !== "" && !isChosen && pinned === undefined,
    retry: false,
  });
  const event = useMemo(() => {
    const descriptor = lookup(type);
    if (descriptor === undefined) return null;
    if (chosen?.triggerType === type) return chosen;
    if (pinned !== undefined) return pinnedEvent(type, pinned as JsonObject);
    return newest.data ?? builtInEvent(descriptor);
  }, [lookup, type, chosen, pinned, newest.data]);
  return { event, loading: newest.isLoading };
}
