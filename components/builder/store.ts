/** What the builder knows: the draft with its history, what is chosen and what is open. One store for each open workflow. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Workflow } from "@/lib/contracts/workflows";
import type { Operation } from "@/lib/graph/operations/operation";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";
import type { AddPlace, ScreenPoint } from "../canvas/canvas-props";
import type { SaveState } from "./autosave";
import { type History, record, redo, startHistory, undo } from "./history";

type PanelName = "none" | "step" | "checks" | "versions";
type DialogName = "publish" | "webhook" | "shortcuts" | "settings" | "unpublish";
/** Open beside the rail, or as a dialog at a "+". */
export type PaletteState = { kind: "flyout" } | { kind: "dialog"; place: AddPlace; at: ScreenPoint };

/** Everything about the workflow but its draft. */
type WorkflowFacts = Pick<Workflow, "id" | "name" | "live" | "changesSinceLive">;

export interface Preview {
  number: number;
  document: WorkflowDocument;
}

export interface BuilderState {
  facts: WorkflowFacts;
  history: History;
  selectedIds: readonly NodeId[];
  panel: PanelName;
  palette: PaletteState | null;
  dialog: DialogName | null;
  saveState: SaveState;
  /** An older version, shown instead of the draft. */
  preview: Preview | null;
  /** The field that "Go to" asked for, and the node it belongs to. */
  focusedField: { nodeId: NodeId; field: string } | null;
  apply: (operations: Operation | readonly Operation[]) => void;
  undo: () => void;
  redo: () => void;
  /** Another draft altogether; its history begins anew. */
  replaceDraft: (document: WorkflowDocument) => void;
  select: (ids: readonly NodeId[]) => void;
  openPanel: (panel: PanelName) => void;
  openPalette: (palette: PaletteState | null) => void;
  openDialog: (dialog: DialogName | null) => void;
  setFacts: (facts: Partial<WorkflowFacts>) => void;
  setSaveState: (state: SaveState) => void;
  showVersion: (preview: Preview | null) => void;
  focusField: (nodeId: NodeId, field: string | undefined) => void;
}

export type BuilderStore = StoreApi<BuilderState>;

export function createBuilderStore(workflow: Workflow, now: () => number = Date.now): BuilderStore {
  const { id, name, live, changesSinceLive, draft } = workflow;
  return createStore<BuilderState>()((set, get) => ({
    facts: { id, name, live, changesSinceLive },
    history: startHistory(draft),
    selectedIds: [],
    panel: "none",
    palette: null,
    dialog: null,
    saveState: { kind: "saved" },
    preview: null,
    focusedField: null,
    apply: (operations) => {
      const list = Array.isArray(operations) ? operations : [operations as Operation];
      set((state) => withHistory(state, record(state.history, list, now())));
    },
    undo: () => set((state) => withHistory(state, undo(state.history))),
    redo: () => set((state) => withHistory(state, redo(state.history))),
    replaceDraft: (document) => set((state) => withHistory(state, startHistory(document))),
    select: (ids) => set((state) => selection(state, ids)),
    openPanel: (panel) => set({ panel, ...(panel === "versions" ? {} : { preview: null }) }),
    openPalette: (palette) => set({ palette }),
    openDialog: (dialog) => set({ dialog }),
    setFacts: (facts) => set({ facts: { ...get().facts, ...facts } }),
    setSaveState: (saveState) => set({ saveState }),
    showVersion: (preview) => set({ preview }),
    focusField: (nodeId, field) => set({ focusedField: field === undefined ? null : { nodeId, field } }),
  }));
}

type Part = Partial<BuilderState>;

/** What was chosen and is gone is no longer chosen. */
function withHistory(state: BuilderState, history: History): Part {
  if (history === state.history) return {};
  const there = new Set(history.document.nodes.map(({ id }) => id));
  const selectedIds = state.selectedIds.filter((id) => there.has(id));
  if (selectedIds.length === state.selectedIds.length) return { history };
  return { history, ...selection({ ...state, history }, selectedIds) };
}

/** One chosen step opens its form; none or several close it. Other panels stay. */
function selection(state: BuilderState, ids: readonly NodeId[]): Part {
  const panel = ids.length === 1 ? "step" : state.panel === "step" ? "none" : state.panel;
  return { selectedIds: ids, panel, focusedField: null };
}
