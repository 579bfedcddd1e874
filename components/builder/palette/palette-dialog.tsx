"use client";
import { useMemo } from "react";
import { nodeName } from "@/lib/graph/fields";
import type { CatalogueLookup } from "@/lib/graph/traverse";
import { nodeOf } from "@/lib/graph/traverse";
import { ERROR_BRANCH, type WorkflowDocument } from "@/lib/graph/workflow";
import type { AddPlace, ScreenPoint } from "../../canvas/canvas-props";
import { branchRows } from "../../canvas/ways-out";
import { Kbd } from "../../ui/kbd";
import { useCommands, useDraft, useScene } from "../builder-context";
import { useReturnFocus } from "../return-focus";
import { useStepActions } from "../step-actions";
import type { PaletteState } from "../store";
import { StepList } from "./step-list";
import { StepPreview } from "./step-preview";
import { StepSearchField } from "./step-search-field";
import { useStepChoice } from "./use-step-choice";

const SIZE = { width: 560, height: 508 };
const MARGIN = 12;

/** At a "+": only steps that fit there. */
export function PaletteDialog({ palette }: { palette: Extract<PaletteState, { kind: "dialog" }> }) {
  const { descriptors, lookup } = useScene();
  const { openPalette } = useCommands();
  const leaveFocus = useReturnFocus();
  const draft = useDraft();
  const actions = useStepActions();
  const fitting = useMemo(
    () => Object.values(descriptors).filter(({ kind }) => palette.place.kind === "free" || kind === "action"),
    [descriptors, palette.place],
  );
  const close = () => openPalette(null);
  const choose = (type: string) => {
    leaveFocus();
    actions.add(type, palette.place);
    close();
  };
  const choice = useStepChoice(fitting, choose);
  return (
    <>
      <button type="button" className="bp-scrim" aria-label="Close" tabIndex={-1} onClick={close} />
      <div
        role="dialog"
        aria-modal="true"
        aria-label="Add a step here"
        className="bp-dialog"
        style={placeBeside(palette.at)}
        onKeyDown={(event) => event.key === "Escape" && close()}
      >
        <StepSearchField choice={choice} placeholder="Search steps, or say what it should do" />
        <p className="bp-place">
          {describePlace(palette.place, draft, lookup)}
          <span>only steps that fit here</span>
        </p>
        <div className="bp-two">
          <StepList choice={choice} choose={choose} draggable={false} />
          <StepPreview descriptor={choice.active} />
        </div>
        <footer className="bp-tips">
          <span>
            <Kbd>↵</Kbd> add here
          </span>
          <span>
            <Kbd>↑↓</Kbd> choose
          </span>
          <span>
            <Kbd>Esc</Kbd> close
          </span>
        </footer>
      </div>
    </>
  );
}

/** Below the point, as far as the window allows. */
function placeBeside({ x, y }: ScreenPoint) {
  const width = Math.min(SIZE.width, innerWidth - 2 * MARGIN);
  const height = Math.min(SIZE.height, innerHeight - 2 * MARGIN);
  const left = Math.max(MARGIN, Math.min(x - width / 2, innerWidth - width - MARGIN));
  const below = y + 26;
  const top = Math.max(MARGIN, Math.min(below, innerHeight - height - MARGIN));
  return { left, top, width, height };
}

function describePlace(place: AddPlace, document: WorkflowDocument, lookup: CatalogueLookup) {
  const name = (id: string) => {
    const node = nodeOf(document, id);
    return node ? nodeName(node, lookup(node.type)) : "a step";
  };
  if (place.kind === "free") return "On the canvas";
  if (place.kind === "after") {
    const source = nodeOf(document, place.source);
    const way =
      source && branchRows(source, lookup(source.type), []).find(({ branch }) => branch === place.branch);
    const when = place.branch === ERROR_BRANCH ? " if it fails" : way ? ` › ${way.name}` : "";
    return (
      <>
        After <b>{name(place.source)}</b>
        {when}
      </>
    );
  }
  const edge = document.edges.find(({ id }) => id === place.edgeId);
  if (!edge) return "Between two steps";
  return (
    <>
      Between <b>{name(edge.source)}</b> › <b>{name(edge.target)}</b>
    </>
  );
}
