"use client";
import { Wrench } from "lucide-react";
import { listConnections } from "@/lib/contracts/connections";
import type { Issue } from "@/lib/graph/descriptor";
import { fixFor } from "@/lib/graph/validate/fix-issue";
import { useDoorQuery } from "../api/use-door";
import { Button } from "../ui/button";
import { useCommands, useDraft, useScene } from "./builder-context";

/** Mends a finding at a click, where nobody could want it otherwise. Undo takes it back. */
export function FixButton({ issue }: { issue: Issue }) {
  const { lookup } = useScene();
  const document = useDraft();
  const { apply } = useCommands();
  const connections = useDoorQuery(listConnections, {}).data?.connections ?? [];
  const fix = fixFor(issue, { document, lookup, connections });
  if (fix === null) return null;
  return (
    <Button size="sm" onClick={() => apply(fix.operations)}>
      <Wrench aria-hidden size={14} /> {fix.label}
    </Button>
  );
}
