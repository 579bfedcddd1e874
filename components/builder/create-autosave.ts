/** The saving of a builder's draft, by the door that answers 409 with the newer one. */

import { isRecord } from "@/lib/base/json";
import { callDoor, DoorError } from "@/lib/contracts/call";
import { saveDraft } from "@/lib/contracts/workflows";
import { workflowDocument } from "@/lib/graph/workflow";
import { Autosave, type NewerDraft } from "./autosave";
import type { BuilderStore } from "./store";

export function createAutosave(store: BuilderStore, revision: number): Autosave {
  const { id: workflowId } = store.getState().facts;
  return new Autosave({
    revision,
    onState: (state) => store.getState().setSaveState(state),
    save: async (document, revisionBefore) => {
      try {
        const body = { document, revision: revisionBefore };
        const saved = await callDoor(saveDraft, { params: { workflowId }, body });
        store.getState().setFacts({ changesSinceLive: saved.changesSinceLive });
        return { kind: "saved", revision: saved.revision };
      } catch (error) {
        const current = newerDraft(error);
        if (current) return { kind: "conflict", current };
        throw error;
      }
    },
  });
}

function newerDraft(error: unknown): NewerDraft | null {
  if (!(error instanceof DoorError) || error.body.code !== "conflict") return null;
  const { current } = error.body;
  if (!isRecord(current) || typeof current.revision !== "number") return null;
  const draft = workflowDocument.safeParse(current.draft);
  return draft.success ? { draft: draft.data, revision: current.revision } : null;
}
