/** Who uses what a step gives, and what has to change so that the step can go. */
import type { JsonObject, JsonValue } from "../base/json";
import { describedNode } from "./described-node";
import { nodeName } from "./fields";
import type { Operation } from "./operations/operation";
import { mapStrings, type ReferenceSource, referencesIn, TRIGGER } from "./references";
import { keyOf, replaceReferences, type Target } from "./replace-references";
import { type CatalogueLookup, triggerNodeOf } from "./traverse";
import type { NodeId, WorkflowDocument, WorkflowNode } from "./workflow";

export interface Use {
  nodeId: NodeId;
  stepName: string;
  /** "Body". */
  inputLabel: string;
}
/** One field of a step that is to go, and every place that uses it. */
export interface UsedField extends Target {
  key: string;
  path: string[];
  uses: Use[];
}

/** Uses of the steps' fields by steps that stay. */
export function usesOf(
  document: WorkflowDocument,
  ids: readonly NodeId[],
  lookup: CatalogueLookup,
): UsedField[] {
  const gone = sourcesOf(document, ids, lookup);
  const found = new Map<string, UsedField>();
  const staying = gone.size === 0 ? [] : document.nodes.filter(({ id }) => !ids.includes(id));
  for (const node of staying) {
    const placeOf = (at: string) => describeUse({ document, node, lookup }, at);
    for (const { source, path, at } of referencesIn(node.config))
      if (source !== null && gone.has(source)) addUse(found, { source, path }, placeOf(at));
  }
  return [...found.values()];
}

function addUse(found: Map<string, UsedField>, target: Target, use: Use): void {
  const key = keyOf(target);
  const used = found.get(key) ?? { key, source: target.source, path: [...target.path], uses: [] };
  if (!used.uses.some((other) => keyOfUse(other) === keyOfUse(use))) used.uses.push(use);
  found.set(key, used);
}

const keyOfUse = ({ nodeId, inputLabel }: Use): string => `${nodeId} ${inputLabel}`;

function sourcesOf(
  document: WorkflowDocument,
  ids: readonly NodeId[],
  lookup: CatalogueLookup,
): Set<ReferenceSource> {
  const trigger = triggerNodeOf(document, lookup);
  return new Set(
    document.nodes.flatMap(({ id }) => {
      if (!ids.includes(id)) return [];
      return id === trigger?.id ? [TRIGGER, id] : [id];
    }),
  );
}

function describeUse(
  { document, node, lookup }: { document: WorkflowDocument; node: WorkflowNode; lookup: CatalogueLookup },
  at: string,
): Use {
  const descriptor = describedNode(document, node, lookup);
  const key = at.split(".")[0] ?? "";
  const input = descriptor?.inputs.find((candidate) => candidate.key === key);
  return { nodeId: node.id, stepName: nodeName(node, descriptor), inputLabel: input?.label ?? key };
}

/** What is to become of a used field: another one, nothing, or the same still. */
export type Decision = Target | "empty" | "keep";

/** The changes to the steps that stay; settings that become empty as a whole are left out. */
export function replaceUses(
  document: WorkflowDocument,
  fields: readonly UsedField[],
  decisions: ReadonlyMap<string, Decision>,
): Operation[] {
  const decided = new Map(fields.map(({ key }) => [key, decisions.get(key) ?? "empty"]));
  const users = new Set(fields.flatMap(({ uses }) => uses.map(({ nodeId }) => nodeId)));
  const decide = (reference: Target): Target | null | undefined => {
    const decision = decided.get(keyOf(reference));
    if (decision === "empty") return null;
    return decision === "keep" ? undefined : decision;
  };
  return document.nodes.flatMap((node): Operation[] => {
    if (!users.has(node.id)) return [];
    const replaced = mapStrings(node.config, (text) => replaceReferences(text, decide)) as JsonObject;
    const isKept = ([key, value]: [string, JsonValue]) => value !== "" || node.config[key] === "";
    const config = Object.fromEntries(Object.entries(replaced).filter(isKept));
    return JSON.stringify(config) === JSON.stringify(node.config)
      ? []
      : [{ kind: "setConfig", nodeId: node.id, config }];
  });
}
