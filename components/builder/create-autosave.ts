/** The saving of a builder's draft, by the door that answers 409 with the newer one. */
import { isRecord } from "@/lib/base/json";
import { callDoor, DoorError } from "@/lib/contracts/call";
import { getWorkflow, saveDraft, type Workflow } from "@/lib/contracts/workflows";
import { workflowDocument } from "@/lib/graph/workflow";
import { Autosave, type Saved, type SaveOutcome, Unreachable } from "./autosave";
import type { Content } from "./history";
import type { BuilderStore } from "./store";
import type { UnsentDrafts } from "./unsent-drafts";

export function createAutosave(store: BuilderStore, workflow: Workflow, unsent: UnsentDrafts): Autosave {
  return new Autosave({
    saved: savedOf(workflow),
    read: () => store.getState().history,
    show: (content) => store.getState().mergeDraft(content),
    save: (content, saved) => save(store, content, saved),
    keep: unsent.keep,
    onState: (state) => store.getState().setSaveState(state),
  });
}

const savedOf = ({ draft, name, revision }: Workflow): Saved => ({ document: draft, title: name, revision });

async function save(store: BuilderStore, content: Content, saved: Saved): Promise<SaveOutcome> {
  const { id: workflowId } = store.getState().facts;
  const { document, title } = content;
  const body = { document, revision: saved.revision, ...(title === saved.title ? {} : { name: title }) };
  try {
    const answer = await callDoor(saveDraft, { params: { workflowId }, body });
    store.getState().setFacts({ changesSinceLive: answer.changesSinceLive });
    return { kind: "saved", revision: answer.revision };
  } catch (error) {
    const current = newerDraft(error);
    if (current) return { kind: "conflict", current };
    throw isUnreachable(error) ? new Unreachable("The server does not answer.") : error;
  }
}

/** No network, no server, or a proxy before one that is starting again. */
const isUnreachable = (error: unknown): boolean =>
  !(error instanceof DoorError) || error.status === 502 || error.status === 503 || error.status === 504;

function newerDraft(error: unknown): Saved | null {
  if (!(error instanceof DoorError) || error.body.code !== "conflict") return null;
  const { current } = error.body;
  if (!isRecord(current) || typeof current.revision !== "number" || typeof current.name !== "string")
    return null;
  const draft = workflowDocument.safeParse(current.draft);
  return draft.success ? { document: draft.data, title: current.name, revision: current.revision } : null;
}

/** Takes in what the server has now. Best effort: the next change, or the next save, meets it anyway. */
export async function follow(store: BuilderStore, autosave: Autosave): Promise<void> {
  const { id: workflowId } = store.getState().facts;
  const workflow = await callDoor(getWorkflow, { params: { workflowId } }).catch(() => null);
  if (workflow === null) return;
  const { live, changesSinceLive } = workflow;
  store.getState().setFacts({ live, changesSinceLive });
  autosave.receive(savedOf(workflow));
}
