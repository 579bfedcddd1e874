import Link from "next/link";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { NodeIcon } from "../ui/node-icon";
import { nodePath } from "./node-path";

/** A node as a card that leads to its page. */
export function NodeLink({ node }: { node: NodeDescriptor }) {
  return (
    <Link href={nodePath(node)} className="ui-card flex items-start gap-3 p-4 no-underline hover:bg-sunken">
      <NodeIcon icon={node.icon} role={node.role} />
      <span className="min-w-0">
        <b className="font-semibold">{node.name}</b>
        <span className="block text-[12px] text-muted">
          {node.integrationName} · {node.kind === "trigger" ? "Trigger" : "Step"}
        </span>
        <span className="mt-1 block text-[13px] text-ink-2">{node.summary}</span>
      </span>
    </Link>
  );
}

export const NodeGrid = ({ nodes }: { nodes: readonly NodeDescriptor[] }) => (
  <div className="grid grid-cols-2 gap-3 max-[900px]:grid-cols-1">
    {nodes.map((node) => (
      <NodeLink key={node.type} node={node} />
    ))}
  </div>
);
