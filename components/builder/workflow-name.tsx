"use client";
import { toast } from "sonner";
import { callDoor } from "@/lib/contracts/call";
import { updateWorkflow } from "@/lib/contracts/workflows";
import { useBuilder, useCommands } from "./builder-context";
import { InlineName } from "./inline-name";

export function WorkflowName() {
  const { id, name } = useBuilder((state) => state.facts);
  const { setFacts } = useCommands();
  const rename = async (next: string) => {
    setFacts({ name: next });
    try {
      await callDoor(updateWorkflow, { params: { workflowId: id }, body: { name: next } });
    } catch (error) {
      setFacts({ name });
      toast.error(`The name was not changed. ${(error as Error).message}`);
    }
  };
  return <InlineName value={name} label="Workflow name" maxLength={200} onChange={rename} heading />;
}
