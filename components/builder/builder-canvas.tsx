"use client";
import { type LucideIcon, Redo2, Undo2 } from "lucide-react";
import { useCallback, useEffect, useMemo } from "react";
import type { Issue } from "@/lib/graph/descriptor";
import type { MenuTarget, NodeMark, ScreenPoint } from "../canvas/canvas-props";
import { WorkflowCanvas } from "../canvas/workflow-canvas";
import { useBuilder, useCommands, useDraft, useIssues, useScene } from "./builder-context";
import { EmptyCanvas } from "./empty-canvas";
import { ModeSwitch } from "./mode-switch";
import { SelectionBar } from "./selection-bar";
import { useStepActions } from "./step-actions";
import { useTestMarks } from "./test/use-test-marks";
import { useRevealSelected } from "./use-reveal-selected";
import { VersionBanner } from "./version-banner";
import "./builder-canvas.css";
import { toast } from "../ui/toast";

export function BuilderCanvas() {
  const { descriptors, canvas } = useScene();
  const draft = useDraft();
  const preview = useBuilder((state) => state.preview);
  const mayEdit = useBuilder((state) => state.mayEdit);
  const selectedIds = useBuilder((state) => state.selectedIds);
  const selectedEdgeIds = useBuilder((state) => state.selectedEdgeIds);
  const { select, selectEdges, apply, openPalette } = useCommands();
  const showMenu = useMenu();
  const actions = useStepActions();
  useRevealOnSelection();
  const marks = useMarksOfPeople(useMarks());
  if (preview)
    return (
      <WorkflowCanvas
        key={preview.number}
        document={preview.document}
        descriptors={descriptors}
        mode="view"
        label={`Version ${preview.number}`}
      >
        <VersionBanner preview={preview} />
      </WorkflowCanvas>
    );
  return (
    <WorkflowCanvas
      ref={canvas}
      document={draft}
      descriptors={descriptors}
      mode={mayEdit ? "edit" : "view"}
      nodeMarks={marks}
      selectedIds={selectedIds}
      onSelectionChange={select}
      selectedEdgeIds={selectedEdgeIds}
      onEdgeSelectionChange={selectEdges}
      onMenu={showMenu}
      onOperation={apply}
      onRefuse={(why) => toast(why)}
      onAdd={(place, at) => openPalette({ kind: "dialog", place, at })}
      onDropType={actions.drop}
      onNodeCommand={actions.command}
      controls={mayEdit && <UndoRedo />}
      label="Workflow"
    >
      <ModeSwitch />
      {mayEdit && <SelectionBar />}
      {draft.nodes.length === 0 && <EmptyCanvas />}
    </WorkflowCanvas>
  );
}

/** Each says what it would take back or do again. */
function UndoRedo() {
  const { undo, redo } = useCommands();
  const past = useBuilder((state) => state.history.past.at(-1)?.name);
  const future = useBuilder((state) => state.history.future.at(-1)?.name);
  return (
    <div className="wf-float" role="toolbar" aria-label="History">
      <HistoryTool verb="Undo" what={past} Icon={Undo2} onPress={undo} />
      <HistoryTool verb="Redo" what={future} Icon={Redo2} onPress={redo} />
    </div>
  );
}

interface HistoryToolProps {
  verb: string;
  what: string | undefined;
  Icon: LucideIcon;
  onPress: () => void;
}

function HistoryTool({ verb, what, Icon, onPress }: HistoryToolProps) {
  const name = what === undefined ? verb : `${verb} ${what}`;
  return (
    <button
      type="button"
      className="wf-tool"
      aria-label={name}
      title={name}
      disabled={what === undefined}
      onClick={onPress}
    >
      <Icon aria-hidden size={16} strokeWidth={1.5} />
    </button>
  );
}

/** What the menu is about is selected first, as everywhere; a form does not open for it. */
function useMenu() {
  const { store } = useScene();
  return useCallback(
    (target: MenuTarget, at: ScreenPoint) => {
      const { selectedIds, select, selectEdges, openMenu } = store.getState();
      if (target.kind === "edge") {
        select([]);
        selectEdges([target.edgeId]);
      } else if (target.kind !== "canvas") {
        const id = target.kind === "node" ? target.nodeId : target.noteId;
        if (!selectedIds.includes(id)) select([id], "quiet");
      }
      openMenu({ target, at });
    },
    [store],
  );
}

/** Cards that somebody else has selected say so. */
function useMarksOfPeople(marks: Record<string, NodeMark>): Record<string, NodeMark> {
  const people = useBuilder((state) => state.people);
  return useMemo(() => {
    const ids = new Set(people.flatMap(({ nodeIds }) => nodeIds));
    const withPeople = (id: string) => ({
      ...marks[id],
      people: people.filter(({ nodeIds }) => nodeIds.includes(id)),
    });
    return ids.size === 0
      ? marks
      : { ...marks, ...Object.fromEntries([...ids].map((id) => [id, withPeople(id)])) };
  }, [marks, people]);
}

/** Errors make a card "Needs setup"; warnings stay in the checks. What tests found is shown of cards without errors. */
function useMarks(): Record<string, NodeMark> {
  const issues = useIssues();
  const tests = useTestMarks();
  return useMemo(() => {
    const byNode = new Map<string, Issue[]>();
    for (const issue of issues)
      if (issue.severity === "error" && issue.nodeId !== undefined)
        byNode.set(issue.nodeId, [...(byNode.get(issue.nodeId) ?? []), issue]);
    const marks: Record<string, NodeMark> = { ...tests };
    for (const [id, found] of byNode) marks[id] = { ...tests[id], ...markOf(found) };
    return marks;
  }, [issues, tests]);
}

function markOf(issues: readonly Issue[]): NodeMark {
  const fields = new Set(issues.flatMap(({ field }) => (field === undefined ? [] : [field])));
  const note =
    fields.size === 0 ? "see checks" : `${fields.size} ${fields.size === 1 ? "field" : "fields"} left`;
  return { issueCount: issues.length, note };
}

function useRevealOnSelection(): void {
  const reveal = useRevealSelected();
  const selected = useBuilder((state) => (state.panel === "step" ? state.selectedIds[0] : undefined));
  useEffect(() => (selected === undefined ? undefined : reveal()), [selected, reveal]);
}
