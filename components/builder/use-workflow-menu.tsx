"use client";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { callDoor } from "@/lib/contracts/call";
import { duplicateWorkflow, exportWorkflow } from "@/lib/contracts/workflows";
import { useBuilder, useCommands, useScene } from "./builder-context";

export interface WorkflowMenuItem {
  label: string;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
}

/** What else can be done with the workflow, behind Publish. */
export function useWorkflowMenu(): WorkflowMenuItem[] {
  const { id, live } = useBuilder((state) => state.facts);
  const { openDialog, openPanel } = useCommands();
  const { autosave, canvas } = useScene();
  const router = useRouter();
  const params = { workflowId: id };
  const copy = async () => {
    await autosave.flush();
    const made = await callDoor(duplicateWorkflow, { params });
    router.push(`/workflows/${made.id}`);
  };
  const download = async () => {
    await autosave.flush();
    const file = await callDoor(exportWorkflow, { params });
    saveFile(`${file.name}.json`, JSON.stringify(file, null, 2));
  };
  return [
    { label: "Address and signing key", onSelect: () => openDialog("webhook") },
    { label: "Settings", onSelect: () => openDialog("settings") },
    { label: "Versions", onSelect: () => openPanel("versions") },
    { label: "Tidy up", onSelect: () => canvas.current?.tidy() },
    { label: "Duplicate workflow", onSelect: () => void copy().catch(showFailure) },
    { label: "Export as a file", onSelect: () => void download().catch(showFailure) },
    { label: "Keyboard shortcuts", onSelect: () => openDialog("shortcuts") },
    { label: "Unpublish", onSelect: () => openDialog("unpublish"), danger: true, disabled: live === null },
  ];
}

const showFailure = (error: Error) => toast.error(error.message);

function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
