/** The drawing as such: one trigger, nothing unreachable, no circle, edges that lead from and to something. */
import type { Issue, NodeDescriptor } from "../descriptor";
import { nodeName } from "../fields";
import { type CatalogueLookup, nodeInCycle, nodeOf, reachableFrom, triggerNodesOf } from "../traverse";
import { ERROR_BRANCH, type WorkflowDocument, type WorkflowEdge, type WorkflowNode } from "../workflow";

export function shapeIssues(document: WorkflowDocument, lookup: CatalogueLookup): Issue[] {
  return [
    ...triggerIssues(document, lookup),
    ...duplicateIssues(document),
    ...document.edges.flatMap((edge) => edgeIssues(document, edge, lookup)),
    ...circleIssues(document, lookup),
    ...reachIssues(document, lookup),
  ];
}

function triggerIssues(document: WorkflowDocument, lookup: CatalogueLookup): Issue[] {
  const triggers = triggerNodesOf(document, lookup);
  if (triggers.length === 0)
    return [
      {
        code: "no_trigger",
        severity: "error",
        message: "The workflow has no trigger, so nothing would ever start it.",
        hint: "Add a trigger, for example Customer.io → Email Link Clicked.",
      },
    ];
  const extra = triggers.slice(1).map(
    (node): Issue => ({
      code: "second_trigger",
      severity: "error",
      message: `"${nodeName(node, lookup(node.type))}" is a second trigger; a workflow has exactly one.`,
      hint: "Remove it, or put it into a workflow of its own.",
      nodeId: node.id,
    }),
  );
  const steps = document.nodes.some((node) => lookup(node.type)?.kind === "action");
  const [first] = triggers;
  if (steps || first === undefined) return extra;
  return [
    ...extra,
    {
      code: "no_steps",
      severity: "error",
      message: "Nothing happens after the trigger.",
      hint: "Add a step after it.",
      nodeId: first.id,
    },
  ];
}

function duplicateIssues(document: WorkflowDocument): Issue[] {
  const seen = new Set<string>();
  return document.nodes.flatMap((node): Issue[] => {
    if (!seen.has(node.id)) {
      seen.add(node.id);
      return [];
    }
    return [
      {
        code: "duplicate_id",
        severity: "error",
        message: `Two steps have the id "${node.id}"; references could not tell them apart.`,
        hint: "Remove one of them and add it again.",
        nodeId: node.id,
      },
    ];
  });
}

/** Ids of the ways out of a node; null is the plain one. */
export function waysOut(node: WorkflowNode, descriptor: NodeDescriptor): (string | null)[] {
  const { branching, canFail } = descriptor;
  const error = canFail ? [ERROR_BRANCH] : [];
  if (branching === undefined) return [null, ...error];
  const own = branching.fromConfig === undefined ? [] : node.config[branching.fromConfig];
  const ids = (Array.isArray(own) ? own : []).flatMap((entry) =>
    entry !== null && typeof entry === "object" && "id" in entry ? [String(entry.id)] : [],
  );
  return [...ids, ...branching.fixed.map(({ id }) => id), ...error];
}

function edgeIssues(document: WorkflowDocument, edge: WorkflowEdge, lookup: CatalogueLookup): Issue[] {
  const [source, target] = [nodeOf(document, edge.source), nodeOf(document, edge.target)];
  const descriptor = source && lookup(source.type);
  if (source === undefined || target === undefined)
    return [
      {
        code: "dangling_edge",
        severity: "error",
        message: `An edge leads ${source === undefined ? "from" : "to"} a step that is not there.`,
        hint: "Remove the edge.",
        ...(source === undefined ? {} : { nodeId: source.id }),
      },
    ];
  if (descriptor === undefined || waysOut(source, descriptor).includes(edge.branch ?? null)) return [];
  return [
    {
      code: "unknown_branch",
      severity: "error",
      message: `An edge leaves "${nodeName(source, descriptor)}" by a branch that it does not have${edge.branch ? ` (${edge.branch})` : ""}.`,
      hint: "Draw it again from one of the branches on the card.",
      nodeId: source.id,
    },
  ];
}

function circleIssues(document: WorkflowDocument, lookup: CatalogueLookup): Issue[] {
  const inCircle = nodeInCycle(document);
  if (inCircle === undefined) return [];
  return [
    {
      code: "circle",
      severity: "error",
      message: `"${nodeName(inCircle, lookup(inCircle.type))}" leads back to itself; a run would never end.`,
      hint: "Remove one edge of the circle.",
      nodeId: inCircle.id,
    },
  ];
}

function reachIssues(document: WorkflowDocument, lookup: CatalogueLookup): Issue[] {
  const [trigger] = triggerNodesOf(document, lookup);
  if (trigger === undefined) return [];
  const reached = reachableFrom(document, trigger.id);
  return document.nodes
    .filter((node) => !reached.has(node.id) && lookup(node.type)?.kind === "action")
    .map((node) => ({
      code: "unreachable",
      severity: "error" as const,
      message: `"${nodeName(node, lookup(node.type))}" would never run: no path leads to it from the trigger.`,
      hint: "Connect it, or remove it.",
      nodeId: node.id,
    }));
}
