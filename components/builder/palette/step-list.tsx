"use client";
import type { DragEvent } from "react";
import { DRAGGED_TYPE } from "../../canvas/canvas-props";
import { NodeIcon } from "../../ui/node-icon";
import type { FoundStep } from "./search-steps";
import type { StepChoice } from "./use-step-choice";

interface Props {
  choice: StepChoice;
  choose: (type: string) => void;
  draggable: boolean;
}

export function StepList({ choice, choose, draggable }: Props) {
  const { groups, listId, query } = choice;
  return (
    <div className="bp-list" role="listbox" id={listId} aria-label="Steps">
      {groups.map(({ role, label, steps }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no child of a listbox
        <div key={role} role="group" aria-label={label}>
          <div className="bp-group" aria-hidden>
            {label}
            <span>{steps.length}</span>
          </div>
          {steps.map((step) => (
            <StepOption
              key={step.descriptor.type}
              step={step}
              choice={choice}
              choose={choose}
              draggable={draggable}
            />
          ))}
        </div>
      ))}
      {groups.length === 0 && (
        <p className="bp-none">
          No step is called “{query}”.{" "}
          <button type="button" className="bd-link" onClick={() => choice.setQuery("")}>
            Show all
          </button>
        </p>
      )}
    </div>
  );
}

function StepOption({ step, choice, choose, draggable }: Props & { step: FoundStep }) {
  const { descriptor, alias } = step;
  const { type, name, icon, role, summary } = descriptor;
  const on = choice.active?.type === type;
  const startDrag = (event: DragEvent) => {
    event.dataTransfer.setData(DRAGGED_TYPE, type);
    event.dataTransfer.effectAllowed = "copy";
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the focus and the keys, as in any combobox
    <div
      role="option"
      id={choice.optionId(type)}
      className="bp-option"
      aria-selected={on}
      aria-label={name}
      aria-description={summary}
      data-step-type={type}
      tabIndex={-1}
      draggable={draggable}
      onDragStart={startDrag}
      onMouseMove={() => !on && choice.setActive(type)}
      onClick={() => choose(type)}
    >
      <NodeIcon icon={icon} role={role} />
      <div>
        <b>
          <Hit name={name} hit={step.hit} />
        </b>
        <small>{summary}</small>
      </div>
      {alias && <span className="bp-alias">also “{alias}”</span>}
    </div>
  );
}

function Hit({ name, hit }: { name: string; hit: FoundStep["hit"] }) {
  if (!hit) return name;
  return (
    <>
      {name.slice(0, hit.start)}
      <mark>{name.slice(hit.start, hit.end)}</mark>
      {name.slice(hit.end)}
    </>
  );
}
