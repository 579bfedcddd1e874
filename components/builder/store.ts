/** What the builder knows: the draft with its history, what is chosen and what is open. One store for each open workflow. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { isDeepEqual } from "@/lib/base/equal";
import type { Workflow } from "@/lib/contracts/workflows";
import { describeOperations } from "@/lib/graph/operations/describe";
import type { Operation } from "@/lib/graph/operations/operation";
import { patchBetween } from "@/lib/graph/operations/patch";
import type { CatalogueLookup } from "@/lib/graph/traverse";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";
import type { AddPlace, MenuTarget, ScreenPoint } from "../canvas/canvas-props";
import type { SaveState } from "./autosave";
import { type Content, type History, record, recordTitle, redo, startHistory, undo } from "./history";
import { mergeInto } from "./merge-into";
import type { Person } from "./presence/people";

const FIRST_TAB = "setup";

type PanelName = "none" | "step" | "checks" | "versions";
type DialogName =
  | "commands"
  | "connect"
  | "publish"
  | "backtest"
  | "webhook"
  | "shortcuts"
  | "settings"
  | "unpublish"
  | "conflict";
type FindMode = "find" | "replace";
/** Open beside the rail, or as a dialog at a "+". */
export type PaletteState = { kind: "flyout" } | { kind: "dialog"; place: AddPlace; at: ScreenPoint };

/** Everything about the workflow but its draft. The name is history's, which can take it back. */
type WorkflowFacts = Pick<Workflow, "id" | "name" | "live" | "changesSinceLive">;

export interface Preview {
  number: number;
  document: WorkflowDocument;
}

/** Steps and notes, and wires. */
interface Deleting {
  ids: readonly string[];
  edgeIds: readonly string[];
}

interface How {
  /** For history, where the operations do not say it: "align left". */
  name?: string;
  nudge?: boolean;
  /** What is done one after the other for one purpose, such as ticking links. */
  series?: string;
}

export interface BuilderState {
  /** False for who may only look: nothing here changes the draft then. */
  mayEdit: boolean;
  facts: WorkflowFacts;
  history: History;
  /** Steps and notes. */
  selectedIds: readonly string[];
  selectedEdgeIds: readonly string[];
  panel: PanelName;
  /** Id of the open tab of a step's panel; another step opens at its first. */
  stepTab: string;
  palette: PaletteState | null;
  dialog: DialogName | null;
  /** The tree beside the canvas. */
  outline: boolean;
  /** The menu at the pointer. */
  menu: { target: MenuTarget; at: ScreenPoint } | null;
  /** Steps that are to go while others use them: the question is open. */
  deleting: Deleting | null;
  /** The search over the canvas. */
  find: FindMode | null;
  /** How often it was asked for. */
  findAsked: number;
  saveState: SaveState;
  /** Who else has this workflow open. */
  people: readonly Person[];
  /** An older version, shown instead of the draft. */
  preview: Preview | null;
  /** The field that "Go to" asked for, and the node it belongs to. */
  focusedField: { nodeId: NodeId; field: string } | null;
  apply: (operations: Operation | readonly Operation[], how?: How) => void;
  undo: () => void;
  redo: () => void;
  rename: (name: string) => void;
  /** The same draft with somebody else's changes in it: no entry of history. */
  mergeDraft: (content: Content) => void;
  /** Another draft altogether, as one change that can be undone. */
  replaceDraft: (document: WorkflowDocument, name: string) => void;
  /** One step opens its form, unless `quiet`. */
  select: (ids: readonly string[], quiet?: "quiet") => void;
  selectEdges: (ids: readonly string[]) => void;
  openMenu: (menu: BuilderState["menu"]) => void;
  openOutline: (open: boolean) => void;
  openFind: (find: FindMode | null) => void;
  openPanel: (panel: PanelName) => void;
  openTab: (id: string) => void;
  openPalette: (palette: PaletteState | null) => void;
  openDialog: (dialog: DialogName | null) => void;
  askDelete: (deleting: Deleting | null) => void;
  setFacts: (facts: Partial<WorkflowFacts>) => void;
  setSaveState: (state: SaveState) => void;
  setPeople: (people: readonly Person[]) => void;
  showVersion: (preview: Preview | null) => void;
  focusField: (nodeId: NodeId, field: string | undefined) => void;
}

export type BuilderStore = StoreApi<BuilderState>;

interface Start {
  workflow: Workflow;
  lookup: CatalogueLookup;
  mayEdit?: boolean;
  now?: () => number;
}

/** Whether the draft is what is shown, and may be changed. */
export const isEditable = ({ mayEdit, preview }: BuilderState): boolean => mayEdit && preview === null;

export function createBuilderStore({
  workflow,
  lookup,
  mayEdit = true,
  now = Date.now,
}: Start): BuilderStore {
  const { id, name, live, changesSinceLive, draft } = workflow;
  return createStore<BuilderState>()((set, get) => ({
    mayEdit,
    facts: { id, name, live, changesSinceLive },
    history: startHistory(draft, name),
    selectedIds: [],
    selectedEdgeIds: [],
    panel: "none",
    stepTab: FIRST_TAB,
    palette: null,
    dialog: null,
    outline: false,
    menu: null,
    deleting: null,
    find: null,
    findAsked: 0,
    saveState: { kind: "saved" },
    people: [],
    preview: null,
    focusedField: null,
    apply: (operations, how = {}) => {
      if (!mayEdit) return;
      const list = Array.isArray(operations) ? operations : [operations as Operation];
      const { document } = get().history;
      const change = { operations: list, nowMs: now(), nudge: how.nudge ?? false, series: how.series };
      const said = how.name ?? describeOperations(list, { document, lookup });
      set((state) => withHistory(state, record(state.history, { ...change, name: said })));
    },
    undo: () => set((state) => withHistory(state, undo(state.history))),
    redo: () => set((state) => withHistory(state, redo(state.history))),
    rename: (title) =>
      mayEdit && set((state) => withHistory(state, recordTitle(state.history, title, now()))),
    mergeDraft: (content) => set((state) => withHistory(state, mergeInto(state.history, content))),
    replaceDraft: (document, said) =>
      get().apply({ kind: "patch", patch: patchBetween(get().history.document, document) }, { name: said }),
    select: (ids, quiet) =>
      set((state) => {
        const part = selection(state, ids);
        return quiet && part.panel === "step" ? { ...part, panel: state.panel } : part;
      }),
    selectEdges: (selectedEdgeIds) => set({ selectedEdgeIds }),
    openMenu: (menu) => set({ menu }),
    openOutline: (outline) => set({ outline }),
    openFind: (find) => set({ find, findAsked: get().findAsked + 1 }),
    openPanel: (panel) => set({ panel, ...(panel === "versions" ? {} : { preview: null }) }),
    openTab: (stepTab) => set({ stepTab }),
    openPalette: (palette) => set({ palette: mayEdit ? palette : null }),
    openDialog: (dialog) => set({ dialog }),
    askDelete: (deleting) => set({ deleting }),
    setFacts: (facts) => set({ facts: { ...get().facts, ...facts } }),
    setSaveState: (saveState) => set((state) => withSaveState(state, saveState)),
    setPeople: (people) => set((state) => (isDeepEqual(people, state.people) ? {} : { people })),
    showVersion: (preview) => set({ preview }),
    focusField: (nodeId, field) =>
      set(
        field === undefined
          ? { focusedField: null }
          : { focusedField: { nodeId, field }, stepTab: FIRST_TAB },
      ),
  }));
}

type Part = Partial<BuilderState>;

/** A conflict asks when it comes up; put off, it waits beside the name. */
function withSaveState({ saveState, dialog }: BuilderState, next: SaveState): Part {
  const [was, is] = [saveState.kind === "conflict", next.kind === "conflict"];
  if (was === is) return { saveState: next };
  return { saveState: next, dialog: is ? "conflict" : dialog === "conflict" ? null : dialog };
}

/** What was chosen and is gone is no longer chosen. */
function withHistory(state: BuilderState, history: History): Part {
  if (history === state.history) return {};
  if (history.title !== state.facts.name) {
    const facts = { ...state.facts, name: history.title };
    return { facts, ...withHistory({ ...state, facts }, history) };
  }
  const { nodes, notes = [], edges } = history.document;
  const there = new Set([...nodes, ...notes, ...edges].map(({ id }) => id));
  const [selectedIds, selectedEdgeIds] = [state.selectedIds, state.selectedEdgeIds].map((ids) =>
    ids.every((id) => there.has(id)) ? ids : ids.filter((id) => there.has(id)),
  ) as [readonly string[], readonly string[]];
  if (selectedIds === state.selectedIds) return { history, selectedEdgeIds };
  return { history, selectedEdgeIds, ...selection({ ...state, history }, selectedIds) };
}

/** One chosen step opens its form; none, a note or several close it. Other panels stay. */
function selection(state: BuilderState, ids: readonly string[]): Part {
  const isStep = ids.length === 1 && state.history.document.nodes.some(({ id }) => id === ids[0]);
  const panel = isStep ? "step" : state.panel === "step" ? "none" : state.panel;
  const stepTab = ids[0] === state.selectedIds[0] ? state.stepTab : FIRST_TAB;
  return { selectedIds: ids, panel, stepTab, focusedField: null };
}
