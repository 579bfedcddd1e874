"use client";
import Link from "next/link";
import { useBuilder } from "./builder-context";

export function ModeSwitch() {
  const workflowId = useBuilder((state) => state.facts.id);
  return (
    <nav className="bd-mode" aria-label="View">
      <span aria-current="page">Build</span>
      <Link href={`/workflows/${workflowId}/runs`}>Runs</Link>
    </nav>
  );
}
