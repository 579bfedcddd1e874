/** What a run knows of a loop that it is going through. Pure. */
import { isRecord, type JsonObject, type JsonValue } from "../base/json";
import { referencesIn } from "../graph/references";
import type { NodeId, WorkflowDocument } from "../graph/workflow";
import type { LoopWish } from "../kit/define";
import type { StepRecord } from "./run-store";

export type OpenLoop = LoopWish;

/** The output of a loop's step while it is open: a resumed run has the same items, wherever they came from. */
export const openOutput = ({ items, atOnce, stops }: LoopWish): JsonObject => ({
  items: [...items],
  atOnce,
  stops,
});

/** Only a loop waits neither for a time nor for a person. */
export function openLoopOf(
  step: Pick<StepRecord, "status" | "resumeAt" | "question"> & { output?: JsonValue | null },
): OpenLoop | null {
  const { status, resumeAt, question, output } = step;
  if (status !== "waiting" || resumeAt !== null || question !== null) return null;
  if (output === undefined || !isRecord(output) || !Array.isArray(output.items)) return null;
  return output as unknown as OpenLoop;
}

/** What steps in the body see of their loop. */
export const itemOutput = (items: readonly JsonValue[], index: number): JsonObject => ({
  item: items[index] ?? null,
  index,
});

const wanted = new WeakMap<WorkflowDocument, ReadonlySet<NodeId>>();

/** Loops whose results some step uses. Those of others are not gathered: they may be large, and each step's output is kept anyway. */
export function loopsWithResults(document: WorkflowDocument): ReadonlySet<NodeId> {
  const known = wanted.get(document) ?? new Set(document.nodes.flatMap(({ config }) => usedIn(config)));
  wanted.set(document, known);
  return known;
}

const usedIn = (config: JsonObject): NodeId[] =>
  referencesIn(config).flatMap(({ source, path }) =>
    source !== null && (path[0] === undefined || path[0] === "results") ? [source] : [],
  );
