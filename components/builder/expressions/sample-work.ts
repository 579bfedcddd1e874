/** What a step that calculates would be asked for the sample; null while there is nothing to ask. */
import type { JsonValue } from "@/lib/base/json";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { resolveTemplate, type Scope } from "@/lib/graph/references";
import type { WorkflowNode } from "@/lib/graph/workflow";
import type { ExpressionWork } from "@/lib/transform/evaluate-expression";

export function sampleWork(
  config: WorkflowNode["config"],
  evaluates: NonNullable<NodeDescriptor["evaluates"]>,
  scope: Scope,
): ExpressionWork | null {
  const expression = config[evaluates.expression];
  if (typeof expression !== "string" || expression.trim() === "") return null;
  try {
    const data = resolveTemplate(config[evaluates.data] ?? {}, scope) as JsonValue | undefined;
    return { expression, data: data ?? {} };
  } catch {
    // A template that does not parse has a finding of its own.
    return null;
  }
}
