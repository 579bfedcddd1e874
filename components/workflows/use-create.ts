"use client";
import { useRouter } from "next/navigation";
import { createWorkflow } from "@/lib/contracts/workflows";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { useDoorMutation } from "../api/use-door";
import { toast } from "../ui/toast";

export interface NewWorkflow {
  name?: string;
  document?: WorkflowDocument;
  triggerType?: string;
}

/** Makes a workflow and opens it. */
export function useCreate() {
  const router = useRouter();
  const { mutate, isPending, isSuccess } = useDoorMutation(createWorkflow);
  const create = (body: NewWorkflow) =>
    mutate(
      { body },
      {
        onSuccess: ({ id }) => router.push(`/workflows/${id}`),
        onError: (error) => toast.error(error.message),
      },
    );
  // Until the builder is there: a second press would make a second one.
  return { create, busy: isPending || isSuccess };
}
