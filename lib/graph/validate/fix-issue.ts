/** What can be mended at a click: a label and operations, which undo like any other. Only where nobody could want it otherwise. */
import { isRecord, type JsonValue } from "../../base/json";
import { type ConditionGroup, isGroup } from "../../conditions/condition";
import { coveredBy } from "../../conditions/decide";
import type { Issue } from "../descriptor";
import type { Operation } from "../operations/operation";
import { type CatalogueLookup, nodeOf } from "../traverse";
import type { WorkflowDocument, WorkflowNode } from "../workflow";
import { waysOut } from "./shape-issues";

export interface Fix {
  label: string;
  operations: Operation[];
}
interface Context {
  document: WorkflowDocument;
  lookup: CatalogueLookup;
  connections?: readonly { id: string; integrationId: string }[];
}
interface Found extends Context {
  issue: Issue;
  node: WorkflowNode;
}

/** Null where a person has to choose. */
export function fixFor(issue: Issue, context: Context): Fix | null {
  if (issue.code === "dangling_edge") return removeDangling(context.document);
  const node = issue.nodeId === undefined ? undefined : nodeOf(context.document, issue.nodeId);
  return node === undefined ? null : (FIXES[issue.code]?.({ ...context, issue, node }) ?? null);
}

const FIXES: Record<string, (found: Found) => Fix | null> = {
  unknown_branch: removeLostEdges,
  not_an_option: useDefault,
  connection_missing: useOnlyConnection,
  connection_unknown: useOnlyConnection,
  repeats_unsafely: ({ node }) => ({
    label: "Try it once only",
    operations: [{ kind: "setOptions", nodeId: node.id, options: { ...node.options, maxAttempts: 1 } }],
  }),
  no_field: removeEmptyRows,
  no_conditions: removeEmptyRows,
  shadowed_branch: moveShadowedUp,
};

function removeDangling({ nodes, edges }: WorkflowDocument): Fix {
  const ids = new Set(nodes.map(({ id }) => id));
  const lost = edges.filter(({ source, target }) => !ids.has(source) || !ids.has(target));
  return {
    label: lost.length === 1 ? "Remove the edge" : `Remove ${lost.length} edges`,
    operations: [{ kind: "removeEdges", edgeIds: lost.map(({ id }) => id) }],
  };
}

function removeLostEdges({ document, node, lookup }: Found): Fix | null {
  const descriptor = lookup(node.type);
  if (descriptor === undefined) return null;
  const ways = waysOut(node, descriptor);
  const lost = document.edges.filter(
    ({ source, branch }) => source === node.id && !ways.includes(branch ?? null),
  );
  return {
    label: lost.length === 1 ? "Remove the edge" : `Remove ${lost.length} edges`,
    operations: [{ kind: "removeEdges", edgeIds: lost.map(({ id }) => id) }],
  };
}

function useDefault({ node, issue, lookup }: Found): Fix | null {
  const input = lookup(node.type)?.inputs.find(({ key }) => key === issue.field);
  const option = input?.options?.find(({ value }) => value === input.default);
  if (input === undefined || option === undefined) return null;
  return {
    label: `Use ${option.label}`,
    operations: [{ kind: "setConfigValue", nodeId: node.id, key: input.key, value: option.value }],
  };
}

/** With several there is a choice to make. */
function useOnlyConnection({ node, lookup, connections = [] }: Found): Fix | null {
  const fitting = connections.filter(
    ({ integrationId }) => integrationId === lookup(node.type)?.integrationId,
  );
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined
    ? {
        label: "Use the one there is",
        operations: [{ kind: "setConnection", nodeId: node.id, connectionId: only.id }],
      }
    : null;
}

/** Rows that nobody has begun, and groups without any, where others remain. */
function removeEmptyRows({ node, issue }: Found): Fix | null {
  const key = issue.field ?? "";
  const before = node.config[key];
  const after = isRecord(before)
    ? pruned(before as unknown as ConditionGroup)
    : prunedBranches(before ?? null);
  if (after === null || JSON.stringify(after) === JSON.stringify(before)) return null;
  return {
    label: "Remove what is empty",
    operations: [{ kind: "setConfigValue", nodeId: node.id, key, value: after as unknown as JsonValue }],
  };
}

/** Null where nothing would be left. */
function pruned(group: ConditionGroup): ConditionGroup | null {
  const conditions = (Array.isArray(group.conditions) ? group.conditions : []).flatMap(
    (entry): ConditionGroup["conditions"] => {
      const inner = isGroup(entry) ? pruned(entry) : null;
      if (isGroup(entry)) return inner === null ? [] : [inner];
      return entry.field.trim() === "" && (entry.value === undefined || entry.value === "") ? [] : [entry];
    },
  );
  return conditions.length === 0 ? null : { ...group, conditions };
}

function prunedBranches(value: JsonValue): JsonValue {
  if (!Array.isArray(value)) return null;
  return value.map((branch) => {
    const group = isRecord(branch) && isRecord(branch.conditions) ? branch.conditions : null;
    const after = group === null ? null : pruned(group as unknown as ConditionGroup);
    return after === null ? branch : ({ ...(branch as object), conditions: after } as unknown as JsonValue);
  });
}

/** Each branch that an earlier one covers goes before it, if that leaves none covered. */
function moveShadowedUp({ node, issue }: Found): Fix | null {
  const key = issue.field ?? "";
  const branches = node.config[key];
  if (!Array.isArray(branches)) return null;
  let order = branches as { conditions: ConditionGroup }[] & JsonValue[];
  for (let moves = 0; moves <= branches.length; moves++) {
    const groups = order.map(({ conditions }) => conditions);
    const covered = groups.map((group, at) => coveredBy(group, groups.slice(0, at)));
    const index = covered.findIndex((by) => by !== null);
    if (index < 0 && moves === 0) return null;
    if (index < 0)
      return {
        label: "Move it up",
        operations: [{ kind: "setConfigValue", nodeId: node.id, key, value: order }],
      };
    const by = covered[index] ?? 0;
    const moved = order[index] as (typeof order)[number];
    order = order.toSpliced(index, 1).toSpliced(by, 0, moved) as typeof order;
  }
  return null;
}
