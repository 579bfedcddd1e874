/**
 * What can be done in the builder, each thing once: keys, menus, the command palette and the list of shortcuts all come from here
 * (registry.ts).
 */
import type { LucideIcon } from "lucide-react";
import type { Position } from "@/lib/graph/operations/operation";
import { nodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument, WorkflowEdge, WorkflowNode, WorkflowNote } from "@/lib/graph/workflow";
import type { ScreenPoint } from "../../canvas/canvas-props";
import type { BuilderScene } from "../builder-context";
import { createStepActions, type StepActions } from "../step-actions";
import { type BuilderState, isEditable } from "../store";

export const COMMAND_GROUPS = ["Steps", "Edit", "Arrange", "View", "Workflow", "Go to"] as const;
type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** The builder at the moment when a command is offered or run. */
export interface Now {
  scene: BuilderScene;
  state: BuilderState;
  document: WorkflowDocument;
  actions: StepActions;
  /** False while an older version is shown, and for who may only look. */
  editing: boolean;
  /** What is selected; else the step that has the focus. */
  steps: readonly WorkflowNode[];
  notes: readonly WorkflowNote[];
  edges: readonly WorkflowEdge[];
  /** Where the pointer asked for a menu. */
  at?: Pointed;
}
export interface Pointed {
  position: Position;
  screen: ScreenPoint;
}

/** In panels, in the fields that someone types into, in dialogs and menus; each includes the ones before. */
export const REACHES = ["canvas", "panels", "fields", "dialogs"] as const;
export type Reach = (typeof REACHES)[number];

export interface Command {
  id: string;
  name: string | ((now: Now) => string);
  group: CommandGroup;
  Icon: LucideIcon;
  /** Each works, the first is shown: "Mod+Shift+Z", "?"; Mod is Ctrl, or ⌘ on a Mac. */
  keys?: readonly string[];
  /** Who acts on the keys, where it is not the registry: the browser's own clipboard events, or the focused card. */
  keysBelongTo?: "browser" | "card";
  /** Other words that people look for it by. */
  words?: string;
  danger?: boolean;
  /** How far its keys reach; absent: over the canvas and the outline alone. */
  reach?: Reach;
  /** Opens something that takes the focus. */
  takesFocus?: boolean;
  /** Means nothing while the outline stands in the canvas's place. */
  needsCanvas?: boolean;
  fits?: (now: Now) => boolean;
  run: (now: Now) => void;
}

export const nameOf = (command: Command, now: Now): string =>
  typeof command.name === "string" ? command.name : command.name(now);

export const fits = (command: Command, now: Now): boolean =>
  (!command.needsCanvas || now.scene.canvas.current !== null) && (command.fits?.(now) ?? true);

export function nowOf(scene: BuilderScene, options: { focusedId?: string | null; at?: Pointed } = {}): Now {
  const state = scene.store.getState();
  const { document } = state.history;
  const chosen = new Set(state.selectedIds);
  const steps = document.nodes.filter(({ id }) => chosen.has(id));
  const notes = (document.notes ?? []).filter(({ id }) => chosen.has(id));
  const edges = document.edges.filter(({ id }) => state.selectedEdgeIds.includes(id));
  const nothing = steps.length + notes.length + edges.length === 0;
  const focused = options.focusedId && nothing ? nodeOf(document, options.focusedId) : undefined;
  return {
    scene,
    state,
    document,
    actions: createStepActions(scene),
    editing: isEditable(state),
    steps: focused ? [focused] : steps,
    notes,
    edges,
    ...(options.at === undefined ? {} : { at: options.at }),
  };
}

/** The step whose card, or row in the outline, has the focus. */
export function focusedStepId(): string | null {
  const element = document.activeElement?.closest(".react-flow__node, [data-outline-step]");
  return element?.getAttribute("data-id") ?? element?.getAttribute("data-outline-step") ?? null;
}
