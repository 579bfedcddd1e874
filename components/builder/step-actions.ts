"use client";
/** What a user can do to steps, shared by palette, canvas, keys and menus. */
import { useMemo } from "react";
import { nodeName } from "@/lib/graph/fields";
import { nodeOf } from "@/lib/graph/traverse";
import { ERROR_BRANCH, type NodeId } from "@/lib/graph/workflow";
import type { AddPlace, NodeCommand, ScreenPoint } from "../canvas/canvas-props";
import { type BuilderScene, useScene } from "./builder-context";
import { newNodeId } from "./new-node";
import { rememberStep } from "./palette/recent-steps";
import { placeAfter, placeStep } from "./place-step";
import { undoToast } from "./undo-toast";

const COPY_OFFSET = { x: 32, y: 32 };

export interface StepActions {
  /** Adds a step at a place, or after the selected one, and opens its form. */
  add: (type: string, place?: AddPlace) => void;
  remove: (ids: readonly NodeId[]) => void;
  duplicate: (ids: readonly NodeId[]) => void;
  command: (nodeId: NodeId, command: NodeCommand) => void;
}

export function useStepActions(): StepActions {
  const scene = useScene();
  return useMemo(() => createStepActions(scene), [scene]);
}

export function createStepActions(scene: BuilderScene): StepActions {
  const { store } = scene;
  const actions: StepActions = {
    add: (type, place) => addStep(scene, type, place),
    remove: (ids) => removeSteps(scene, ids),
    duplicate: (ids) => duplicateSteps(scene, ids),
    command: (nodeId, command) => {
      const node = nodeOf(store.getState().history.document, nodeId);
      if (node === undefined) return;
      const { apply, select, openPalette } = store.getState();
      const paletteAfter = (branch?: string) =>
        openPalette({
          kind: "dialog",
          place: { kind: "after", source: nodeId, ...(branch === undefined ? {} : { branch }) },
          at: middleOf(nodeId),
        });
      const run: Record<NodeCommand, () => void> = {
        open: () => select([nodeId]),
        rename: () => {
          select([nodeId]);
          requestAnimationFrame(() => window.dispatchEvent(new CustomEvent("hookline:rename-step")));
        },
        duplicate: () => actions.duplicate([nodeId]),
        toggleDisabled: () => apply({ kind: "setDisabled", nodeId, disabled: !node.disabled }),
        addAfter: () => paletteAfter(),
        addOnError: () => paletteAfter(ERROR_BRANCH),
        remove: () => actions.remove([nodeId]),
      };
      run[command]();
    },
  };
  return actions;
}

function addStep({ store, descriptors, canvas }: BuilderScene, type: string, wanted?: AddPlace): void {
  const descriptor = descriptors[type];
  if (descriptor === undefined) return;
  const { history, selectedIds, apply, select } = store.getState();
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
  select([nodeId]);
  rememberStep(type);
}

function removeSteps({ store, lookup }: BuilderScene, ids: readonly NodeId[]): void {
  const { history, apply } = store.getState();
  const gone = history.document.nodes.filter(({ id }) => ids.includes(id));
  const [first] = gone;
  if (first === undefined) return;
  apply({ kind: "removeNodes", nodeIds: gone.map(({ id }) => id) });
  const what = gone.length === 1 ? nodeName(first, lookup(first.type)) : `${gone.length} steps`;
  undoToast(store, `Deleted ${what}`);
}

function duplicateSteps({ store, lookup }: BuilderScene, ids: readonly NodeId[]): void {
  const { history, apply, select } = store.getState();
  const { document } = history;
  const nodes = document.nodes.filter(({ id, type }) => ids.includes(id) && lookup(type)?.kind !== "trigger");
  if (nodes.length === 0) return;
  const newIds = Object.fromEntries(nodes.map(({ id }) => [id, newNodeId(document)]));
  apply({ kind: "duplicateNodes", newIds, offset: COPY_OFFSET });
  select(Object.values(newIds));
}

function middleOf(nodeId: NodeId): ScreenPoint {
  const card = document.querySelector(`[data-node-id="${CSS.escape(nodeId)}"]`)?.getBoundingClientRect();
  return card ? { x: card.right, y: card.top + card.height / 2 } : { x: innerWidth / 2, y: innerHeight / 2 };
}
