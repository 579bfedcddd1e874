"use client";
import { useQueryClient } from "@tanstack/react-query";
import { callDoor } from "@/lib/contracts/call";
import { unpublishWorkflow } from "@/lib/contracts/workflows";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { toast } from "../../ui/toast";
import { useBuilder, useCommands } from "../builder-context";

export function UnpublishDialog() {
  const { openDialog, setFacts } = useCommands();
  const { id: workflowId, name } = useBuilder((state) => state.facts);
  const queries = useQueryClient();
  const unpublish = async () => {
    try {
      const { live, changesSinceLive } = await callDoor(unpublishWorkflow, { params: { workflowId } });
      setFacts({ live, changesSinceLive });
      openDialog(null);
      toast(`${name} no longer starts runs`);
      void queries.invalidateQueries();
    } catch (error) {
      toast.error((error as Error).message);
    }
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && openDialog(null)}
      title={`Unpublish ${name}?`}
      description="New events start no runs. Runs under way finish, the address stays, and you can publish again at any time."
      confirmLabel="Unpublish"
      danger
      onConfirm={unpublish}
    />
  );
}
