"use client";
import { useQueryClient } from "@tanstack/react-query";
import { callDoor } from "@/lib/contracts/call";
import { deleteWorkflow, type WorkflowSummary } from "@/lib/contracts/workflows";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { relativeTime } from "../ui/relative-time";
import { toast } from "../ui/toast";

const NAMED = 5;

interface Props {
  workflows: readonly WorkflowSummary[];
  onClose: () => void;
}

/** Names what goes, and all that goes with it. */
export function DeleteDialog({ workflows, onClose }: Props) {
  const queries = useQueryClient();
  const [first] = workflows;
  if (first === undefined) return null;
  const several = workflows.length > 1;
  // One after the other: each is a transaction over its whole history.
  const remove = async () => {
    try {
      for (const { id } of workflows) await callDoor(deleteWorkflow, { params: { workflowId: id } });
      toast.success(several ? `${workflows.length} workflows were deleted.` : `${first.name} was deleted.`);
    } catch (error) {
      toast.error(`Not everything was deleted. ${(error as Error).message}`);
    } finally {
      await queries.invalidateQueries();
      onClose();
    }
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={several ? `Delete ${workflows.length} workflows?` : `Delete ${first.name}?`}
      description={several ? <Names workflows={workflows} /> : lossOf(first)}
      confirmLabel={several ? `Delete ${workflows.length} workflows` : "Delete"}
      danger
      onConfirm={remove}
    />
  );
}

function Names({ workflows }: Pick<Props, "workflows">) {
  const named = workflows.slice(0, NAMED).map(({ name }) => name);
  const others = workflows.length - named.length;
  return (
    <>
      {named.join(", ")}
      {others > 0 && ` and ${others} more`}: their drafts, their versions and all of their runs are lost. This
      cannot be undone.
    </>
  );
}

function lossOf({ versionCount, lastRun }: WorkflowSummary): string {
  const versions =
    versionCount === 0 ? "" : versionCount === 1 ? ", its one version" : `, its ${versionCount} versions`;
  const runs =
    lastRun === null ? "" : ` and all of its runs, the last one ${relativeTime(lastRun.at, Date.now())},`;
  const plural = versions !== "" || runs !== "" ? "are" : "is";
  return `Its draft${versions}${runs} ${plural} lost. What happened in its runs cannot be looked up any more. This cannot be undone.`;
}
