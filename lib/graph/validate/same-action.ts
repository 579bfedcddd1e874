/** Steps that do the same to others as a step of another workflow. Whether the same event reaches both, only events can tell. */
import type { JsonValue } from "../../base/json";
import type { Issue, NodeDescriptor } from "../descriptor";
import { nodeName } from "../fields";
import { type CatalogueLookup, nodeOf } from "../traverse";
import type { NodeId, WorkflowDocument, WorkflowNode } from "../workflow";

export interface OtherWorkflow {
  workflowId: string;
  name: string;
  document: WorkflowDocument;
}

export interface SamePair {
  nodeId: NodeId;
  otherId: NodeId;
}

/** Steps of the same kind, with the same connection and the same in all that they need: address, recipient, text. */
export function samePairs(
  document: WorkflowDocument,
  other: WorkflowDocument,
  lookup: CatalogueLookup,
): SamePair[] {
  const theirs = new Map(acting(other, lookup).map(({ node, deed }) => [deed, node.id]));
  return acting(document, lookup).flatMap(({ node, deed }) => {
    const otherId = theirs.get(deed);
    return otherId === undefined ? [] : [{ nodeId: node.id, otherId }];
  });
}

const acting = (document: WorkflowDocument, lookup: CatalogueLookup) =>
  document.nodes.flatMap((node) => {
    const descriptor = lookup(node.type);
    // What cannot fail has no effect outside.
    const acts = descriptor?.role === "action" && descriptor.canFail && node.disabled !== true;
    return acts ? [{ node, deed: deedOf(node, descriptor) }] : [];
  });

const deedOf = (node: WorkflowNode, { inputs }: NodeDescriptor): string => {
  const needed = inputs.filter(({ required }) => required);
  const values = needed.map(({ key, default: usual }) => plain(node.config[key] ?? usual ?? null));
  return JSON.stringify([node.type, node.connectionId ?? null, ...values]);
};

const plain = (value: JsonValue): JsonValue =>
  typeof value === "string" ? value.replace(/\s+/g, " ").trim() : value;

/** `seen`: how many of so many past events would reach both; null where there is no event to tell by. */
export function sameActionIssue(
  { document, other, pair }: { document: WorkflowDocument; other: OtherWorkflow; pair: SamePair },
  lookup: CatalogueLookup,
  seen: { both: number; of: number } | null,
): Issue {
  const [own, their] = [nodeOf(document, pair.nodeId), nodeOf(other.document, pair.otherId)];
  const name = (node: WorkflowNode | undefined) => (node ? nodeName(node, lookup(node.type)) : "A step");
  const often =
    seen === null
      ? "It would be done twice for an event that gets to both."
      : `It would have been done twice for ${seen.both} of the last ${seen.of} events.`;
  return {
    code: "same_action_elsewhere",
    severity: "warning",
    message: `"${name(own)}" does what "${name(their)}" of the live workflow "${other.name}" does too. ${often}`,
    hint: "Remove one of the two, or let filters part the events between them.",
    nodeId: pair.nodeId,
    elsewhere: { workflowId: other.workflowId, name: other.name },
  };
}
