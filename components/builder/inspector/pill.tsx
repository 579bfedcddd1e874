"use client";
import { NodeIcon } from "../../ui/node-icon";
import { useInspector } from "./inspector-context";

/** A reference as people see it. */
export function Pill({ raw }: { raw: string }) {
  const { label, sourceName, icon, broken } = useInspector().pillOf(raw);
  return (
    <span
      className="in-pill"
      data-broken={broken || undefined}
      title={broken ? `${label}: ${sourceName}` : `${sourceName} › ${label}`}
    >
      <NodeIcon icon={icon} bare />
      {label}
    </span>
  );
}
