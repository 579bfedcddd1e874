"use client";
import { Check, Pin } from "lucide-react";
import { NodeIcon } from "@/components/ui/node-icon";
import type { NodeRole } from "@/lib/graph/descriptor";
import { useCanvas } from "./canvas-context";
import type { CardData } from "./flow-elements";

export function CardHead({ data, label }: { data: CardData; label: string }) {
  const { mode } = useCanvas();
  const { node, descriptor, mark } = data;
  const ready =
    mode === "edit" && !node.disabled && mark?.status === undefined && !mark?.issueCount && !mark?.test;
  return (
    <header className="wf-head">
      <NodeIcon icon={descriptor?.icon ?? "circle-help"} role={descriptor?.role ?? "action"} />
      <div className="wf-titles">
        <b title={label}>{label}</b>
        <small>{kindOf(data)}</small>
      </div>
      {mark?.pinned && (
        <Pin
          role="img"
          aria-label="Output pinned for tests"
          className="wf-pinned"
          size={14}
          strokeWidth={1.75}
        />
      )}
      {ready && descriptor && (
        <Check role="img" aria-label="Ready" className="wf-ready" size={16} strokeWidth={1.75} />
      )}
    </header>
  );
}

const ROLES: Record<NodeRole, string> = {
  trigger: "Trigger",
  logic: "Logic",
  action: "Action",
  time: "Time",
  data: "Data",
};

/** "Customer.io · Trigger"; "Slack · Post message" under a name of the user's own. */
function kindOf({ node, descriptor }: CardData): string {
  if (descriptor === undefined) return `Unknown step ${node.type}`;
  const { integrationName, name, role } = descriptor;
  const kind = node.name === undefined ? ROLES[role] : name;
  const ofService = role === "trigger" || role === "action";
  const saysService = kind.toLowerCase().includes(integrationName.toLowerCase());
  return ofService && !saysService ? `${integrationName} · ${kind}` : kind;
}
