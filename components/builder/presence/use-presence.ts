"use client";
import { useEffect, useState } from "react";
import { type BuilderScene, useScene } from "../builder-context";
import { bePresent } from "./be-present";
import type { Person } from "./people";

/** Says that this builder is open, and keeps who else has it open. */
export function usePresence(): void {
  const scene = useScene();
  useEffect(() => {
    const { store } = scene;
    return bePresent({
      workflowId: store.getState().facts.id,
      nodeId: () => nodeIdOf(scene),
      show: (people) => store.getState().setPeople([...people]),
      follow: (changed) =>
        store.subscribe((state, before) => {
          if (state.selectedIds !== before.selectedIds) changed();
        }),
    });
  }, [scene]);
}

/** Says that somebody looks at something of a workflow, such as a run, and who else is there. */
export function useOnlookers(workflowId: string): readonly Person[] {
  const [people, setPeople] = useState<readonly Person[]>([]);
  useEffect(() => bePresent({ workflowId, nodeId: () => null, show: setPeople }), [workflowId]);
  return people;
}

function nodeIdOf({ store }: BuilderScene): string | null {
  const { selectedIds, history } = store.getState();
  const [only] = selectedIds;
  const isStep = selectedIds.length === 1 && history.document.nodes.some(({ id }) => id === only);
  return isStep ? (only ?? null) : null;
}
