"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { callDoor } from "@/lib/contracts/call";
import { followExamples } from "@/lib/contracts/tests";
import { hashOf, stepHashes } from "@/lib/graph/step-hashes";
import { useBuilder, useDraft } from "../builder-context";
import { type WayLabel, wayLabel } from "./example-way";
import { usePins } from "./use-test-event";

/** Of each built-in event where it would get in the draft as it is now; asked once for each state of it, also of one that undo brings back. */
export function useExampleWays(): ReadonlyMap<string, WayLabel> {
  const workflowId = useBuilder((state) => state.facts.id);
  const document = useDeferredValue(useDraft());
  const pins = usePins();
  const state = useMemo(() => {
    const names = document.nodes.map(({ name }) => name ?? "");
    return hashOf([...stepHashes(document).whole].flat().concat(names, hashOf(pins)));
  }, [document, pins]);
  const { data } = useQuery({
    queryKey: ["example ways", workflowId, state],
    queryFn: ({ signal }) =>
      callDoor(followExamples, { params: { workflowId }, body: { document } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return useMemo(() => new Map(data?.ways.map(({ exampleId, way }) => [exampleId, wayLabel(way)])), [data]);
}
