"use client";
/** What the steps that calculate come to for the sample, so that later steps see values of theirs before anything has run. */
import { useDeferredValue, useEffect, useState } from "react";
import { isDeepEqual } from "@/lib/base/equal";
import type { JsonValue } from "@/lib/base/json";
import { describedNode } from "@/lib/graph/described-node";
import { sourcesFor, withSamples } from "@/lib/graph/sources";
import { type CatalogueLookup, nodeOf, triggerNodeOf, upstreamOf } from "@/lib/graph/traverse";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";
import { askExpression } from "./ask-expression";
import { sampleWork } from "./sample-work";

type Samples = Readonly<Record<NodeId, JsonValue>>;
const NONE: Samples = {};

interface Question {
  draft: WorkflowDocument;
  /** It and the steps before it. */
  nodeId: NodeId;
  lookup: CatalogueLookup;
  triggerSample: JsonValue;
}

export function useResultSamples({ draft, nodeId, lookup, triggerSample }: Question): Samples {
  const [samples, setSamples] = useState(NONE);
  const settled = useDeferredValue(draft);
  useEffect(() => {
    let gone = false;
    void resultSamples({ draft: settled, nodeId, lookup, triggerSample }).then((found) => {
      if (!gone) setSamples((before) => (isDeepEqual(before, found) ? before : found));
    });
    return () => {
      gone = true;
    };
  }, [settled, nodeId, lookup, triggerSample]);
  return samples;
}

async function resultSamples({ draft, nodeId, lookup, triggerSample }: Question): Promise<Samples> {
  const before = [nodeId, ...upstreamOf(draft, nodeId).keys()];
  const calculating = inOrder(
    draft,
    before.filter((id) => evaluatesOf(draft, id, lookup) !== undefined),
  );
  if (calculating.length === 0) return NONE;
  const trigger = triggerNodeOf(draft, lookup)?.id;
  const found: Record<NodeId, JsonValue> = {};
  const steps = Object.fromEntries(
    before.flatMap((id) => {
      const node = nodeOf(draft, id);
      const sample = node && id !== trigger ? describedNode(draft, node, lookup)?.sample : undefined;
      return sample === undefined ? [] : [[id, sample]];
    }),
  );
  for (const id of calculating) {
    const evaluates = evaluatesOf(draft, id, lookup);
    const known = withSamples(sourcesFor(draft, id, lookup), { calculated: found, chosen: triggerSample });
    const items = Object.fromEntries(
      known.flatMap(({ loop, reference, sample }) => (loop ? [[reference, sample]] : [])),
    );
    const scope = { trigger: triggerSample, steps: { ...steps, ...found, ...items } };
    const work = evaluates && sampleWork(nodeOf(draft, id)?.config ?? {}, evaluates, scope);
    const evaluated = work ? await askExpression(work) : null;
    if (evaluates && evaluated?.ok && evaluated.result !== undefined)
      found[id] = { [evaluates.result]: evaluated.result };
  }
  return found;
}

const evaluatesOf = (draft: WorkflowDocument, id: NodeId, lookup: CatalogueLookup) =>
  lookup(nodeOf(draft, id)?.type ?? "")?.evaluates;

/** What comes before another step has fewer steps before it. */
const inOrder = (draft: WorkflowDocument, ids: readonly NodeId[]): NodeId[] =>
  ids.toSorted((a, b) => upstreamOf(draft, a).size - upstreamOf(draft, b).size);
