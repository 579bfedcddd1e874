"use client";
import { Wrench } from "lucide-react";
import { listConnections } from "@/lib/contracts/connections";
import type { Issue } from "@/lib/graph/descriptor";
import { fixFor } from "@/lib/graph/validate/fix-issue";
import { useDoorQuery } from "../api/use-door";
import { Button } from "../ui/button";
import { useBuilder, useCommands, useDraft, useScene } from "./builder-context";

/** Mends a finding at a click, where nobody could want it otherwise. Undo takes it back. */
export function FixButton({ issue }: { issue: Issue }) {
  const { lookup } = useScene();
  const document = useDraft();
  const { apply } = useCommands();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const connections = useDoorQuery(listConnections, {}).data?.connections ?? [];
  const fix = fixFor(issue, { document, lookup, connections });
  if (fix === null || !mayEdit) return null;
  return (
    <Button size="sm" onClick={() => apply(fix.operations)}>
      <Wrench aria-hidden size={14} /> {fix.label}
    </Button>
  );
}

/** To where it can be mended, outside of the draft. */
export function WayButton({ issue }: { issue: Issue }) {
  const { go } = useScene();
  const { openDialog } = useCommands();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const way = wayOf(issue);
  if (way === null || !mayEdit) return null;
  const press = () => ("dialog" in way ? openDialog(way.dialog) : go(way.page));
  return (
    <Button size="sm" onClick={press}>
      {way.label}
    </Button>
  );
}

type Way = { label: string } & ({ dialog: "webhook" } | { page: string });

function wayOf({ code, elsewhere }: Issue): Way | null {
  if (code === "no_signing_key") return { label: "Paste the key", dialog: "webhook" };
  if (code === "connection_failing") return { label: "Open Connections", page: "/connections" };
  if (elsewhere === undefined) return null;
  return { label: "Open workflow", page: `/workflows/${elsewhere.workflowId}` };
}
