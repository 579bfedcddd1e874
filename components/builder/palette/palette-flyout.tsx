"use client";
import { X } from "lucide-react";
import { IconButton } from "../../ui/icon-button";
import { Kbd } from "../../ui/kbd";
import { NodeIcon } from "../../ui/node-icon";
import { useCommands, useScene } from "../builder-context";
import { useReturnFocus } from "../return-focus";
import { useStepActions } from "../step-actions";
import { StepList } from "./step-list";
import { StepPreview } from "./step-preview";
import { StepSearchField } from "./step-search-field";
import { type StepChoice, useStepChoice } from "./use-step-choice";

/** 320 wide beside the rail. Stays open, so that several steps can be dragged out of it. */
export function PaletteFlyout() {
  const { descriptors } = useScene();
  const { openPalette } = useCommands();
  const leaveFocus = useReturnFocus();
  const actions = useStepActions();
  const choose = (type: string) => {
    leaveFocus();
    actions.add(type);
    openPalette(null);
  };
  const choice = useStepChoice(Object.values(descriptors), choose);
  return (
    <aside
      className="bp-flyout"
      aria-label="Add a step"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        openPalette(null);
      }}
    >
      <header>
        <h2>Add a step</h2>
        <IconButton label="Close the list of steps" onClick={() => openPalette(null)}>
          <X aria-hidden size={16} strokeWidth={1.5} />
        </IconButton>
      </header>
      <StepSearchField choice={choice} placeholder="Search steps" />
      <RecentSteps choice={choice} choose={choose} />
      <StepList choice={choice} choose={choose} draggable />
      <StepPreview descriptor={choice.active} />
      <footer className="bp-tips">
        <span>
          <Kbd>↵</Kbd> add
        </span>
        <span>
          <Kbd>↑↓</Kbd> choose
        </span>
        <span>or drag onto the canvas</span>
      </footer>
    </aside>
  );
}

function RecentSteps({ choice, choose }: { choice: StepChoice; choose: (type: string) => void }) {
  if (choice.recent.length === 0 || choice.query !== "") return null;
  return (
    <div className="bp-recent">
      <span>Recent</span>
      {choice.recent.map(({ type, name, icon, role }) => (
        <button key={type} type="button" aria-label={`${name}, used before`} onClick={() => choose(type)}>
          <NodeIcon icon={icon} role={role} size="sm" />
          {name}
        </button>
      ))}
    </div>
  );
}
