/** What a card says, as plain words: for tooltips, and for the outline. */
import { isRecord, type JsonObject } from "@/lib/base/json";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { cardSentence, sentenceText } from "@/lib/graph/sentence";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { type FieldLabels, splitPills } from "./field-labels";
import type { WayOut } from "./ways-out";

const CONDITION: Pick<NodeDescriptor, "sentence" | "inputs"> = {
  sentence: "{conditions}",
  inputs: [{ key: "conditions", label: "", input: "conditions", required: false }],
};

/** The condition of a branch, field labels still marked as pills; empty where it has none. */
export function conditionWords(
  row: WayOut,
  descriptor: NodeDescriptor | undefined,
  labelOf: FieldLabels["labelOf"],
): string {
  if (descriptor === undefined || !isRecord(row.config)) return "";
  const [part] = cardSentence({ ...descriptor, ...CONDITION }, row.config as JsonObject, labelOf);
  return part === undefined || (typeof part !== "string" && part.empty) ? "" : sentenceText([part]);
}

/** Without the marks of pills. */
export const plainWords = (text: string, icons: readonly string[]): string =>
  splitPills(text, icons)
    .map((piece) => (typeof piece === "string" ? piece : piece.label))
    .join("");

/** The sentence of a step's card. */
export function stepWords(
  node: WorkflowNode,
  descriptor: NodeDescriptor | undefined,
  { labelOf, icons }: FieldLabels,
): string {
  if (descriptor === undefined) return `Unknown step ${node.type}`;
  return plainWords(sentenceText(cardSentence(descriptor, node.config, labelOf)), icons);
}
