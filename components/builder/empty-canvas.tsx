"use client";
import { Eye, MousePointerClick } from "lucide-react";
import { NodeIcon } from "../ui/node-icon";
import { useBuilder, useScene } from "./builder-context";
import { useStepActions } from "./step-actions";

/** What a new workflow needs first, offered where it will stand; who may only look is told that there is nothing. */
export function EmptyCanvas() {
  const mayEdit = useBuilder((state) => state.mayEdit);
  return mayEdit ? <FirstStep /> : <NothingYet />;
}

function NothingYet() {
  return (
    <section className="bd-empty" aria-label="Nothing here yet">
      <span className="bd-empty-icon">
        <Eye aria-hidden size={20} strokeWidth={1.5} />
      </span>
      <h2>Nothing here yet</h2>
      <p>Whoever may edit this workflow has not begun. Steps show up here as they are added.</p>
    </section>
  );
}

function FirstStep() {
  const { descriptors } = useScene();
  const openPalette = useBuilder((state) => state.openPalette);
  const actions = useStepActions();
  const triggers = Object.values(descriptors).filter(({ kind }) => kind === "trigger");
  return (
    <section className="bd-empty" aria-label="Choose a trigger">
      <span className="bd-empty-icon">
        <MousePointerClick aria-hidden size={20} strokeWidth={1.5} />
      </span>
      <h2>What starts this workflow?</h2>
      <p>Choose a trigger, or drag one here from Add a step.</p>
      <div className="bd-empty-list">
        {triggers.map(({ type, name, icon, role, integrationName }) => (
          <button key={type} type="button" onClick={() => actions.add(type)}>
            <NodeIcon icon={icon} role={role} />
            <span>
              <b>{name}</b>
              <small>{integrationName}</small>
            </span>
          </button>
        ))}
      </div>
      <button type="button" className="bd-link" onClick={() => openPalette({ kind: "flyout" })}>
        All steps
      </button>
    </section>
  );
}
