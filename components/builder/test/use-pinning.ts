"use client";
import type { JsonObject } from "@/lib/base/json";
import { deletePin, putPin } from "@/lib/contracts/pins";
import type { NodeId } from "@/lib/graph/workflow";
import { useDoorMutation } from "../../api/use-door";
import { useBuilder, useScene } from "../builder-context";

/** Pins belong to steps of the saved draft, so a draft that is not saved yet is saved first. */
export function usePinning(nodeId: NodeId) {
  const { autosave } = useScene();
  const workflowId = useBuilder((state) => state.facts.id);
  const put = useDoorMutation(putPin);
  const take = useDoorMutation(deletePin);
  const params = { workflowId, nodeId };
  return {
    pin: async (output: JsonObject) => {
      await autosave.flush();
      await put.mutateAsync({ params, body: { output } });
    },
    unpin: () => take.mutateAsync({ params }),
    busy: put.isPending || take.isPending,
    error: (put.error ?? take.error)?.message,
  };
}
