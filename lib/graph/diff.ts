/** What changed between two documents, for "3 changes since version 2". Where a node stands on the canvas is no change. */
import { isDeepEqual } from "../base/equal";
import type { WorkflowDocument, WorkflowEdge, WorkflowNode, WorkflowSettings } from "./workflow";

export type DocumentChange =
  | { kind: "node_added" | "node_removed"; node: WorkflowNode }
  | { kind: "node_changed"; before: WorkflowNode; after: WorkflowNode }
  | { kind: "settings_changed"; before: WorkflowSettings; after: WorkflowSettings }
  | { kind: "edge_added" | "edge_removed"; edge: WorkflowEdge };

const withoutPosition = ({ position: _, ...node }: WorkflowNode) => node;
const ends = (edge: WorkflowEdge) => JSON.stringify([edge.source, edge.branch ?? null, edge.target]);

export function diffDocuments(before: WorkflowDocument, after: WorkflowDocument): DocumentChange[] {
  const [old, fresh] = [before, after].map(
    (document) => new Map(document.nodes.map((node) => [node.id, node])),
  );
  const nodes = [...new Set([...before.nodes, ...after.nodes].map(({ id }) => id))].flatMap(
    (id): DocumentChange[] => {
      const [was, is] = [old?.get(id), fresh?.get(id)];
      if (was === undefined) return is === undefined ? [] : [{ kind: "node_added", node: is }];
      if (is === undefined) return [{ kind: "node_removed", node: was }];
      return isDeepEqual(withoutPosition(was), withoutPosition(is))
        ? []
        : [{ kind: "node_changed", before: was, after: is }];
    },
  );
  const [oldEdges, freshEdges] = [new Set(before.edges.map(ends)), new Set(after.edges.map(ends))];
  const [settingsBefore, settingsAfter] = [before.settings ?? {}, after.settings ?? {}];
  return [
    ...nodes,
    ...(isDeepEqual(settingsBefore, settingsAfter)
      ? []
      : [{ kind: "settings_changed" as const, before: settingsBefore, after: settingsAfter }]),
    ...after.edges
      .filter((edge) => !oldEdges.has(ends(edge)))
      .map((edge) => ({ kind: "edge_added" as const, edge })),
    ...before.edges
      .filter((edge) => !freshEdges.has(ends(edge)))
      .map((edge) => ({ kind: "edge_removed" as const, edge })),
  ];
}
