/** A fresh node of a type, with its defaults. */
import type { JsonObject, JsonValue } from "@/lib/base/json";
import type { InputField, NodeDescriptor } from "@/lib/graph/descriptor";
import type { Position } from "@/lib/graph/operations/operation";
import type { NodeId, WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";

const BASE = 36;

/** `n_` and five characters: short enough to read in a template, and free in this document. */
export function newNodeId(taken: Pick<WorkflowDocument, "nodes" | "notes">): NodeId {
  const id = `n_${randomText(5)}`;
  return [...taken.nodes, ...(taken.notes ?? [])].some((other) => other.id === id) ? newNodeId(taken) : id;
}

function randomText(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => (byte % BASE).toString(BASE)).join("");
}

export const newNode = (descriptor: NodeDescriptor, id: NodeId, position: Position): WorkflowNode => ({
  id,
  type: descriptor.type,
  config: Object.fromEntries(
    descriptor.inputs.flatMap((field): [string, JsonValue][] => {
      const value = startValue(field);
      return value === undefined ? [] : [[field.key, value]];
    }),
  ),
  position,
});

function startValue(field: InputField): JsonValue | undefined {
  const filled = Array.isArray(field.default) ? field.default.length > 0 : field.default !== undefined;
  if (filled) return structuredClone(field.default);
  if (field.start !== undefined) return structuredClone(field.start);
  if (field.input === "branches") return [newBranch("Branch 1")];
  if (field.input === "cases") return [{ id: `c_${randomText(4)}`, name: "" }];
  return field.input === "conditions" ? noConditions() : field.default;
}

const noConditions = (): JsonObject => ({ match: "all", conditions: [] });

/** Its id was never used before, so nothing that hung on a branch that is gone hangs on it. */
export const newBranch = (name: string) => ({
  id: `b_${randomText(4)}`,
  name,
  conditions: noConditions(),
});
