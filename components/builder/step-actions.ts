"use client";
/** What a user can do to steps, shared by palette, canvas, keys and menus. */
import { useMemo } from "react";
import type { Position } from "@/lib/graph/operations/operation";
import { nodeOf } from "@/lib/graph/traverse";
import { withBodies } from "@/lib/graph/with-bodies";
import { ERROR_BRANCH, type NodeId, type WorkflowNode } from "@/lib/graph/workflow";
import type { AddPlace, NodeCommand, ScreenPoint } from "../canvas/canvas-props";
import { type BuilderScene, useScene } from "./builder-context";
import { focusStep } from "./focus";
import { isPanelOverCanvas } from "./narrow-window";
import { newNodeId } from "./new-node";
import { recentSteps } from "./palette/recent-steps";
import { placeAfter, placeBehind, placeStep } from "./place-step";
import { removeSteps } from "./remove-steps";
import { startTest } from "./test/start-test";

const COPY_OFFSET = { x: 32, y: 32 };

export interface StepActions {
  /** Adds a step at a place, or after the selected one, and opens its form; the step has the focus. */
  add: (type: string, place?: AddPlace) => void;
  /** Adds a step that was dragged here; its form stays closed where it would cover what the next one is dropped on. */
  drop: (type: string, place: AddPlace) => void;
  /** Opens the palette for the middle of a wire. */
  insertOn: (edgeId: string) => void;
  /** An empty note to write into, at a place or in the middle of what is in sight. */
  addNote: (position?: Position) => void;
  /** Steps and notes, and wires; asks where other steps use what a step gives. */
  remove: (ids: readonly string[], edgeIds?: readonly string[]) => void;
  duplicate: (ids: readonly string[]) => void;
  /** Triggers are left alone. */
  setDisabled: (ids: readonly NodeId[], disabled: boolean) => void;
  command: (nodeId: NodeId, command: NodeCommand) => void;
}

export function useStepActions(): StepActions {
  const scene = useScene();
  return useMemo(() => createStepActions(scene), [scene]);
}

export function createStepActions(scene: BuilderScene): StepActions {
  const { store } = scene;
  const actions: StepActions = {
    add: (type, place) => {
      const added = addStep(scene, type, place);
      if (added === undefined) return;
      store.getState().select([added]);
      // By then what it was chosen from is closed.
      requestAnimationFrame(() => focusStep(added));
    },
    drop: (type, place) => {
      const added = addStep(scene, type, place);
      if (added === undefined) return;
      const isQuiet = isPanelOverCanvas();
      store.getState().select([added], isQuiet ? "quiet" : undefined);
      if (isQuiet) onceDrawn(() => scene.canvas.current?.reveal(added));
    },
    insertOn: (edgeId) => {
      const place = { kind: "edge" as const, edgeId };
      store
        .getState()
        .openPalette({ kind: "dialog", place, at: middleOf(`[data-edge-id="${CSS.escape(edgeId)}"]`) });
    },
    addNote: (position) => addNote(scene, position),
    setDisabled: (ids, disabled) => {
      const { history, apply } = store.getState();
      const steps = history.document.nodes.filter(
        ({ id, type }) => ids.includes(id) && scene.lookup(type)?.kind !== "trigger",
      );
      const verb = disabled ? "disable" : "enable";
      apply(
        steps.map(({ id }) => ({ kind: "setDisabled", nodeId: id, disabled })),
        steps.length > 1 ? { name: `${verb} ${steps.length} steps` } : {},
      );
    },
    remove: (ids, edgeIds = []) => removeSteps(scene, ids, edgeIds),
    duplicate: (ids) => duplicateSteps(scene, ids),
    command: (nodeId, command) => {
      const node = nodeOf(store.getState().history.document, nodeId);
      if (node === undefined) return;
      const { apply, select, openPalette } = store.getState();
      const openAt = (place: AddPlace) => openPalette({ kind: "dialog", place, at: rightOf(nodeId) });
      const run: Record<NodeCommand, () => void> = {
        open: () => {
          select([nodeId]);
          inForm(scene, nodeId, (openTab) => openTab.focus());
        },
        rename: () => {
          select([nodeId]);
          inForm(scene, nodeId, () => window.dispatchEvent(new CustomEvent("hookline:rename-step")));
        },
        duplicate: () => actions.duplicate([nodeId]),
        toggleDisabled: () => apply({ kind: "setDisabled", nodeId, disabled: !node.disabled }),
        testToHere: () => {
          select([nodeId]);
          store.getState().openTab("test");
          void startTest(scene, { mode: "to", nodeId });
        },
        addAfter: () => openAt(after(scene, node)),
        addOnError: () => openAt({ kind: "after", source: nodeId, branch: ERROR_BRANCH }),
        remove: () => actions.remove([nodeId]),
      };
      run[command]();
    },
  };
  return actions;
}

/** A branch has no plain way out: what follows it follows one of its ways. */
function after({ store, lookup }: BuilderScene, node: WorkflowNode): AddPlace {
  const descriptor = lookup(node.type);
  return descriptor?.branching
    ? placeBehind(store.getState().history.document, node, descriptor)
    : { kind: "after", source: node.id };
}

/** Gives back what is to be selected. */
function addStep(
  { store, descriptors, canvas }: BuilderScene,
  type: string,
  wanted?: AddPlace,
): NodeId | undefined {
  const descriptor = descriptors[type];
  if (descriptor === undefined) return undefined;
  const { history, selectedIds, apply } = store.getState();
  const { document } = history;
  const center = canvas.current?.center() ?? { x: 0, y: 0 };
  const only = selectedIds.length === 1 ? selectedIds[0] : undefined;
  const place =
    wanted ??
    (document.nodes.length === 0
      ? { kind: "free" as const, position: { x: 0, y: 0 } }
      : placeAfter({ document, descriptors, descriptor }, only, center));
  const { nodeId, operations } = placeStep({ document, descriptors, descriptor, place });
  apply(operations);
  recentSteps.remember(type);
  return nodeId;
}

const NOTE_SIZE = { width: 256, height: 96 };

function addNote({ store, canvas }: BuilderScene, wanted?: Position): void {
  const { history, apply, select } = store.getState();
  const center = canvas.current?.center() ?? { x: 0, y: 0 };
  const middle = { x: center.x - NOTE_SIZE.width / 2, y: center.y - NOTE_SIZE.height / 2 };
  const position = wanted ?? { x: Math.round(middle.x / 16) * 16, y: Math.round(middle.y / 16) * 16 };
  const note = { id: newNodeId(history.document), text: "", position, size: NOTE_SIZE };
  apply({ kind: "addNote", note });
  select([note.id]);
}

function duplicateSteps({ store, lookup }: BuilderScene, ids: readonly string[]): void {
  const { history, apply, select } = store.getState();
  const { document } = history;
  const wanted = withBodies(document, ids);
  const copied = [
    ...document.nodes.filter(({ type }) => lookup(type)?.kind !== "trigger"),
    ...(document.notes ?? []),
  ].filter(({ id }) => wanted.includes(id));
  if (copied.length === 0) return;
  const newIds = Object.fromEntries(copied.map(({ id }) => [id, newNodeId(document)]));
  apply({ kind: "duplicateNodes", newIds, offset: COPY_OFFSET });
  select(Object.values(newIds), "quiet");
}

/** The first frame draws a new card, and the second knows its size. */
const onceDrawn = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));

/** In the step's form, which may be on its way for the first time: as soon as it is there, if it is wanted still. */
function inForm({ store }: BuilderScene, nodeId: NodeId, then: (openTab: HTMLElement) => void): void {
  const look = () => {
    const { panel, selectedIds } = store.getState();
    if (panel !== "step" || selectedIds.length !== 1 || selectedIds[0] !== nodeId) return;
    const openTab = document.querySelector<HTMLElement>(".bd-panel [role=tab][aria-selected=true]");
    if (openTab) then(openTab);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const rightOf = (nodeId: NodeId): ScreenPoint => pointOn(`[data-node-id="${CSS.escape(nodeId)}"]`, 1);
const middleOf = (selector: string): ScreenPoint => pointOn(selector, 0.5);

/** Level with the element, that part of its width from its left; the middle of the window where there is none. */
function pointOn(selector: string, part: number): ScreenPoint {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return box
    ? { x: box.left + box.width * part, y: box.top + box.height / 2 }
    : { x: innerWidth / 2, y: innerHeight / 2 };
}
