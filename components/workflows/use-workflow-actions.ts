"use client";
import { useRouter } from "next/navigation";
import { callDoor } from "@/lib/contracts/call";
import {
  changeWorkflows,
  duplicateWorkflow,
  exportWorkflow,
  type WorkflowSummary,
} from "@/lib/contracts/workflows";
import { useDoorMutation } from "../api/use-door";
import { toast } from "../ui/toast";
import { saveFile } from "./save-file";

const onError = (error: Error) => toast.error(error.message);

/** What the menu of a row and the bar of the chosen ones do at once, without a dialog. */
export function useWorkflowActions() {
  const router = useRouter();
  const duplicate = useDoorMutation(duplicateWorkflow);
  const change = useDoorMutation(changeWorkflows);
  const setArchived = (workflows: readonly WorkflowSummary[], archived: boolean, undoes = false) => {
    const workflowIds = workflows.map(({ id }) => id);
    const what = workflows.length === 1 ? workflows[0]?.name : `${workflows.length} workflows`;
    const wasLive = workflows.some(({ live }) => live !== null);
    const note = archived && wasLive ? " Off the air: events start nothing any more." : "";
    const undo = undoes
      ? undefined
      : { label: "Undo", onClick: () => setArchived(workflows, !archived, true) };
    // Not the callbacks of `mutate`: with the last workflow the list is gone that asked for it, and with it they.
    change
      .mutateAsync({ body: { workflowIds, archived } })
      .then(
        () => toast.success(`${what} ${archived ? "archived" : "unarchived"}.${note}`, { action: undo }),
        onError,
      );
  };
  return {
    setArchived,
    duplicate: (workflow: WorkflowSummary) =>
      duplicate.mutate(
        { params: { workflowId: workflow.id } },
        {
          onSuccess: ({ id, name }) =>
            toast.success(`${name} is a draft.`, {
              action: { label: "Open", onClick: () => router.push(`/workflows/${id}`) },
            }),
          onError,
        },
      ),
    exportFile: ({ id }: WorkflowSummary) =>
      void callDoor(exportWorkflow, { params: { workflowId: id } }).then(
        (file) => saveFile(`${file.name}.json`, JSON.stringify(file, null, 2)),
        onError,
      ),
    open: ({ id }: WorkflowSummary) => router.push(`/workflows/${id}`),
    openRuns: ({ id }: WorkflowSummary) => router.push(`/runs?workflowId=${id}`),
  };
}
