"use client";
import { useCallback, useMemo, useRef } from "react";
import type { JsonValue } from "@/lib/base/json";
import { getSample } from "@/lib/contracts/workflows";
import { describedNode } from "@/lib/graph/described-node";
import { TRIGGER } from "@/lib/graph/references";
import { type PickerSource, sourcesFor, whyEmpty, withSamples } from "@/lib/graph/sources";
import { type KnownSamples, type StepSample, stepSample } from "@/lib/graph/step-sample";
import { type CatalogueLookup, nodeOf, triggerNodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { useDoorQuery } from "../api/use-door";
import { useBuilder, useDraft, useScene } from "./builder-context";
import { useResultSamples } from "./expressions/use-result-samples";
import { outputsOf } from "./test/test-store";
import { usePins, useTests } from "./test/use-test-event";

/** What the step can pick from, with the values that are known of it. */
export function useFieldSources(nodeId: string) {
  const draft = useDraft();
  const { store, lookup } = useScene();
  const known = useKnownSamples(nodeId);
  const plain = useSources(draft, nodeId);
  const sources = useMemo(() => withSamples(plain, known), [plain, known]);
  const sampleOf = useCallback(
    (reference: string): JsonValue => {
      // Of a loop that the step is in, only these know the item.
      const source = sources.find((candidate) => candidate.reference === reference);
      if (source !== undefined) return source.sample;
      const { document } = store.getState().history;
      return sampleIn(document, { reference, lookup, known })?.output ?? null;
    },
    [store, lookup, known, sources],
  );
  const trigger = triggerNodeOf(draft, lookup);
  const reference = trigger?.id === nodeId ? TRIGGER : nodeId;
  const { output = null, ...from } = sampleIn(draft, { reference, lookup, known }) ?? { origin: "example" };
  const reasonFor = useCallback(
    (through: string) => whyEmpty(store.getState().history.document, { through, id: nodeId }, lookup),
    [store, lookup, nodeId],
  );
  return { sources, sampleOf, whyEmpty: reasonFor, sample: { sample: output, from } };
}

function sampleIn(
  document: WorkflowDocument,
  of: { reference: string; lookup: CatalogueLookup; known: KnownSamples },
): StepSample | null {
  const isTrigger = of.reference === TRIGGER;
  const node = isTrigger ? triggerNodeOf(document, of.lookup) : nodeOf(document, of.reference);
  const example = node && describedNode(document, node, of.lookup)?.sample;
  return node && example !== undefined ? stepSample({ nodeId: node.id, isTrigger, example }, of.known) : null;
}

/**
 * The test bench's event, pins and findings, the newest real event, and what steps calculate of it. What else is known of steps belongs
 * here, and shows everywhere.
 */
function useKnownSamples(nodeId: string): KnownSamples {
  const draft = useDraft();
  const { lookup } = useScene();
  const workflowId = useBuilder((state) => state.facts.id);
  const triggerType = triggerNodeOf(draft, lookup)?.type;
  const { data } = useDoorQuery(
    getSample,
    { params: { workflowId } },
    { enabled: triggerType !== undefined },
  );
  const pinned = usePins();
  const event = useTests((state) => (state.chosen?.triggerType === triggerType ? state.chosen : null));
  const results = useTests((state) => state.results);
  const given = useMemo<KnownSamples>(
    () => ({
      pinned,
      tested: outputsOf(results),
      chosen: event?.output,
      event:
        data?.source === "event" && data.receivedAt !== null
          ? { output: data.output as JsonValue, receivedAt: data.receivedAt }
          : undefined,
    }),
    [data, pinned, event, results],
  );
  const triggerSample =
    useMemo(() => sampleIn(draft, { reference: TRIGGER, lookup, known: given }), [draft, lookup, given])
      ?.output ?? null;
  const calculated = useResultSamples({ draft, nodeId, lookup, triggerSample });
  return useMemo(() => ({ ...given, calculated }), [given, calculated]);
}

/** The same objects while nothing has changed but the step itself: what is typed into its form costs no more than a comparison. */
function useSources(draft: WorkflowDocument, nodeId: string): readonly PickerSource[] {
  const { lookup } = useScene();
  const last = useRef<{ draft: WorkflowDocument; sources: readonly PickerSource[] } | null>(null);
  return useMemo(() => {
    if (last.current === null || !isSameAround(last.current.draft, draft, nodeId))
      last.current = { draft, sources: sourcesFor(draft, nodeId, lookup) };
    return last.current.sources;
  }, [draft, nodeId, lookup]);
}

const isSameAround = (a: WorkflowDocument, b: WorkflowDocument, nodeId: string): boolean =>
  a.edges === b.edges &&
  a.nodes.length === b.nodes.length &&
  a.nodes.every(
    (node, index) => node === b.nodes[index] || (node.id === nodeId && b.nodes[index]?.id === nodeId),
  );
