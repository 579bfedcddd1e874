import type { InputField, NodeDescriptor } from "./descriptor";
import type { WorkflowNode } from "./workflow";

/** Fields that depend on another one count only while they are shown. */
export function isShown(
  input: InputField,
  descriptor: NodeDescriptor,
  node: Pick<WorkflowNode, "config">,
): boolean {
  const { showWhen } = input;
  if (showWhen === undefined) return true;
  const other = descriptor.inputs.find(({ key }) => key === showWhen.key);
  return showWhen.in.includes(node.config[showWhen.key] ?? other?.default ?? null);
}
