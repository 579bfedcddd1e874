/** The named ways out of a node, as rows of its card. */
import { isRecord, type JsonValue } from "@/lib/base/json";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import {
  ERROR_BRANCH,
  type WorkflowDocument,
  type WorkflowEdge,
  type WorkflowNode,
} from "@/lib/graph/workflow";

export interface WayOut {
  /** Absent: the plain way out. */
  branch?: string;
  name: string;
  /** The user's own branch as it stands in the configuration, for its short condition. */
  config?: JsonValue;
  /** An edge leaves by a branch that was removed. */
  missing?: boolean;
}

/** Rows for a branching node; empty where there is only the plain way out. */
export function branchRows(
  node: WorkflowNode,
  descriptor: NodeDescriptor | undefined,
  wired: readonly string[],
): WayOut[] {
  const { branching } = descriptor ?? {};
  const rows = branching
    ? [
        ...ownBranches(node, branching.fromConfig),
        ...branching.fixed.map(({ id, name }) => ({ branch: id, name })),
      ]
    : [];
  const known = new Set(rows.map(({ branch }) => branch));
  const missing = wired.filter((branch) => branch !== "" && branch !== ERROR_BRANCH && !known.has(branch));
  return [...rows, ...missing.map((branch) => ({ branch, name: "Removed branch", missing: true }))];
}

function ownBranches(node: WorkflowNode, key: string | undefined): WayOut[] {
  const list = key === undefined ? undefined : node.config[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry, index) =>
    isRecord(entry) && typeof entry.id === "string"
      ? [{ branch: entry.id, name: String(entry.name || `Branch ${index + 1}`), config: entry as JsonValue }]
      : [],
  );
}

/** Place of an edge among the rows of the card it leaves; the way of a failure comes last. */
export function branchOrder(
  document: WorkflowDocument,
  { source, branch }: WorkflowEdge,
  descriptors: Readonly<Record<string, NodeDescriptor>>,
): number {
  if (branch === ERROR_BRANCH) return Number.MAX_SAFE_INTEGER;
  const node = document.nodes.find(({ id }) => id === source);
  return node ? branchRows(node, descriptors[node.type], []).findIndex((row) => row.branch === branch) : -1;
}

const PLAIN = "out";
const NAMED = "branch:";

/** Handles of a card are named after the way out they are. */
export const handleOf = (branch: string | undefined): string =>
  branch === undefined ? PLAIN : `${NAMED}${branch}`;

export const branchOfHandle = (handle: string | null | undefined): string | undefined =>
  handle?.startsWith(NAMED) ? handle.slice(NAMED.length) : undefined;
