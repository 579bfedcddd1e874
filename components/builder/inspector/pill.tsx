"use client";
import { TriangleAlert } from "lucide-react";
import { NodeIcon } from "../../ui/node-icon";
import { useInspector } from "./inspector-context";

interface Props {
  raw: string;
  selected?: boolean | undefined;
}

/** A reference as people see it; hollow and amber, with the reason, where it may have no value. */
export function Pill({ raw, selected }: Props) {
  const { label, sourceName, icon, fault } = useInspector().pillOf(raw);
  return (
    <span
      className="in-pill"
      data-fault={fault === null ? undefined : true}
      data-selected={selected || undefined}
      title={fault === null ? `${sourceName} › ${label}` : `${label}: ${fault}`}
    >
      {fault === null ? <NodeIcon icon={icon} bare /> : <TriangleAlert aria-hidden size={12} />}
      {label}
      {fault !== null && <span className="sr-only">({fault})</span>}
    </span>
  );
}
