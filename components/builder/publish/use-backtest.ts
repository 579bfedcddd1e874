"use client";
import { useQuery } from "@tanstack/react-query";
import { backtestWorkflow } from "@/lib/contracts/backtest";
import { callDoor } from "@/lib/contracts/call";
import { useBuilder, useScene } from "../builder-context";

/** Of the draft as it stands: it is saved first. Asked for anew whenever a dialog is opened, because events keep coming. */
export function useBacktest(events: number, { enabled = true }: { enabled?: boolean } = {}) {
  const { autosave } = useScene();
  const workflowId = useBuilder((state) => state.facts.id);
  return useQuery({
    queryKey: ["backtest", workflowId, events],
    queryFn: async ({ signal }) => {
      if (!(await autosave.flush())) throw new Error("The draft could not be saved, so it was not tried.");
      return callDoor(backtestWorkflow, { params: { workflowId }, query: { events } }, { signal });
    },
    enabled,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
