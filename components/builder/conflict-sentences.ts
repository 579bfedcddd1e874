/** What two sides want of one thing, in words a person can choose by. */
import { isRecord } from "@/lib/base/json";
import { type ConditionGroup, conditionGroup } from "@/lib/conditions/condition";
import { explainGroup } from "@/lib/conditions/explain";
import { branchName } from "@/lib/graph/branch-name";
import { nodeName } from "@/lib/graph/fields";
import type { MergeConflict } from "@/lib/graph/merge/merge";
import { cardSentence, sentenceText, showValue } from "@/lib/graph/sentence";
import { labelerFor } from "@/lib/graph/sources";
import { type CatalogueLookup, nodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import { changeSentences } from "./publish/change-sentences";

export interface ConflictWords {
  /** "URL of Tell the CRM". */
  what: string;
  mine: string;
  theirs: string;
}

export interface ConflictScene {
  /** As I have it. Steps that only they have are called "a step of theirs". */
  document: WorkflowDocument;
  lookup: CatalogueLookup;
  /** Name of a connection by its id. */
  connections: ReadonlyMap<string, string>;
}

export function conflictWords(conflict: MergeConflict, scene: ConflictScene): ConflictWords {
  switch (conflict.subject) {
    case "name":
      return both(conflict, "Name of the workflow", (value) => `“${String(value)}”`);
    case "document":
      return both(conflict, "Runs of this workflow at once", (value) =>
        value === undefined ? "no limit" : `at most ${String(value)}`,
      );
    case "note":
      return noteWords(conflict);
    case "way":
      return wayWords(conflict, scene);
    case "node":
      return conflict.path.length === 0 ? stepWords(conflict, scene) : fieldWords(conflict, scene);
  }
}

const both = (
  { mine, theirs }: MergeConflict,
  what: string,
  show: (value: unknown) => string,
): ConflictWords => ({ what, mine: show(mine), theirs: show(theirs) });

function noteWords(conflict: MergeConflict): ConflictWords {
  const [member] = conflict.path;
  if (member === "color") return both(conflict, "Color of a note", (value) => String(value ?? "yellow"));
  const textOf = (value: unknown) => `“${String(isRecord(value) ? value.text : value)}”`;
  return both(conflict, member === "text" ? "Text of a note" : "A note", (value) =>
    value === undefined ? "deleted" : textOf(value),
  );
}

function wayWords(conflict: MergeConflict, scene: ConflictScene): ConflictWords {
  const { elementId, path } = conflict;
  const source = nodeOf(scene.document, elementId);
  const [branch = ""] = path;
  const by = source && branch !== "" ? ` by ${branchName(source, branch, scene.lookup)}` : "";
  const isLoop = path.length === 2;
  return both(conflict, `What follows ${stepName(elementId, scene)}${by}`, (value) => {
    const targets = Array.isArray(value) ? value.map((id) => stepName(String(id), scene)) : [];
    if (targets.length > 0) return targets.join(", ");
    return isLoop ? "not this wire: with the other ones it would lead in a circle" : "nothing";
  });
}

function stepName(id: string, { document, lookup }: ConflictScene): string {
  const node = nodeOf(document, id);
  return node ? nodeName(node, lookup(node.type)) : "a step of theirs";
}

/** Removed on one side, changed on the other; or made another kind of step. */
function stepWords(conflict: MergeConflict, scene: ConflictScene): ConflictWords {
  const { base, mine, theirs } = conflict as Record<"base" | "mine" | "theirs", WorkflowNode | undefined>;
  const known = base ?? mine ?? theirs;
  const what = known ? nodeName(known, scene.lookup(known.type)) : "A step";
  return both(conflict, what, (value) => {
    const node = value as WorkflowNode | undefined;
    if (node === undefined) return "deleted";
    const changes = base === undefined ? "" : changesBetween(base, node, scene);
    return changes || sentenceOf(node, scene);
  });
}

function changesBetween(base: WorkflowNode, node: WorkflowNode, { document, lookup }: ConflictScene): string {
  const around = { ...document, edges: [] };
  const others = document.nodes.filter(({ id }) => id !== node.id);
  const [change] = changeSentences(
    { ...around, nodes: [...others, base] },
    { ...around, nodes: [...others, node] },
    lookup,
  );
  return change?.text ?? "";
}

function sentenceOf(node: WorkflowNode, { document, lookup }: ConflictScene): string {
  const descriptor = lookup(node.type);
  if (descriptor === undefined) return node.type;
  return sentenceText(cardSentence(descriptor, node.config, labelerFor(document, lookup)));
}

const OPTIONS: Record<string, string> = {
  maxAttempts: "Tries",
  backoffMs: "Wait before the second try",
  timeoutMs: "Time limit",
  whenInterrupted: "What to do when a try was cut short",
  notes: "Notes",
};

function fieldWords(conflict: MergeConflict, scene: ConflictScene): ConflictWords {
  const [member = "", key = ""] = conflict.path;
  const of = ` of ${stepName(conflict.elementId, scene)}`;
  if (member === "name")
    return both(conflict, `Name of ${conflict.base ? String(conflict.base) : "a step"}`, (value) =>
      value === undefined ? "no name of its own" : `“${String(value)}”`,
    );
  if (member === "connectionId")
    return both(conflict, `Connection${of}`, (value) => scene.connections.get(String(value)) ?? "none");
  if (member === "options")
    return both(conflict, `${OPTIONS[key] ?? key}${of}`, (value) => optionText(key, value));
  return settingWords(conflict, scene, of);
}

function optionText(key: string, value: unknown): string {
  if (value === undefined) return "as usual";
  return key.endsWith("Ms") ? `${Number(value) / 1000} s` : String(value);
}

function settingWords(conflict: MergeConflict, scene: ConflictScene, of: string): ConflictWords {
  const [, key = ""] = conflict.path;
  const node = nodeOf(scene.document, conflict.elementId);
  const input = node && scene.lookup(node.type)?.inputs.find((field) => field.key === key);
  const labelOf = labelerFor(scene.document, scene.lookup);
  return both(conflict, `${input?.label ?? key}${of}`, (value) => {
    if (value === undefined || value === null || value === "") return "empty";
    const parts = partsOf(value, labelOf);
    if (parts !== null) return parts;
    const text = input ? showValue(input, value as Parameters<typeof showValue>[1], labelOf) : "";
    return text && text !== "…" && !isRecord(value) ? text : text || JSON.stringify(value);
  });
}

/** Branches with their conditions, cases with their values, members with theirs: a list of names would be the same on both sides. */
function partsOf(value: unknown, labelOf: (template: string) => string): string | null {
  if (Array.isArray(value)) return value.map((part) => partText(part, labelOf)).join("; ") || "empty";
  if (!isRecord(value) || conditionGroup.safeParse(value).success) return null;
  if ("amount" in value && "unit" in value) return null;
  return Object.entries(value)
    .map(([key, member]) => `${key}: ${partText(member, labelOf)}`)
    .join("; ");
}

function partText(part: unknown, labelOf: (template: string) => string): string {
  if (typeof part === "string") return labelOf(part);
  if (!isRecord(part)) return JSON.stringify(part);
  const { id: _, name, conditions, ...rest } = part;
  const group = conditionGroup.safeParse(conditions);
  const said = group.success ? explainGroup(group.data as ConditionGroup, labelOf) : "";
  const more = Object.keys(rest).length > 0 ? JSON.stringify(rest) : "";
  return [String(name ?? ""), said || more].filter(Boolean).join(": ");
}
