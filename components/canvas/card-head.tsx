"use client";
import { Check } from "lucide-react";
import { NodeIcon } from "@/components/ui/node-icon";
import { useCanvas } from "./canvas-context";
import type { CardElement } from "./flow-elements";

export function CardHead({ data, label }: { data: CardElement["data"]; label: string }) {
  const { mode } = useCanvas();
  const { node, descriptor, mark } = data;
  const ready = mode === "edit" && !node.disabled && mark?.status === undefined && !mark?.issueCount;
  return (
    <header className="wf-head">
      <NodeIcon icon={descriptor?.icon ?? "circle-help"} role={descriptor?.role ?? "action"} />
      <div className="wf-titles">
        <b title={label}>{label}</b>
        <small>{kindOf(data)}</small>
      </div>
      {ready && descriptor && (
        <Check role="img" aria-label="Ready" className="wf-ready" size={16} strokeWidth={1.75} />
      )}
    </header>
  );
}

/** "Customer.io · Trigger", "Slack · Post message"; the name alone for steps that come with the product. */
function kindOf({ node, descriptor }: CardElement["data"]): string {
  if (descriptor === undefined) return `Unknown step ${node.type}`;
  const { kind, integrationName, name, role } = descriptor;
  const kindName = kind === "trigger" ? (node.name ? name : "Trigger") : name;
  const ofService = kind === "trigger" || role === "action";
  return ofService && !name.startsWith(integrationName) ? `${integrationName} · ${kindName}` : kindName;
}
