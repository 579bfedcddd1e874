"use client";
import {
  Check,
  ChevronDown,
  ChevronRight,
  CornerDownRight,
  Ellipsis,
  Pin,
  Plus,
  Power,
  TriangleAlert,
} from "lucide-react";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import type { FieldLabels } from "../../canvas/field-labels";
import { testWords } from "../../canvas/test-words";
import { conditionWords, plainWords, stepWords } from "../../canvas/way-words";
import { NodeIcon } from "../../ui/node-icon";
import type { TestMarks } from "../test/use-test-marks";
import type { OutlineRow, WayRow } from "./outline-rows";
import { rowId } from "./use-tree";

interface RowProps {
  row: OutlineRow;
  /** Of the step, or of the step that a way leaves. */
  descriptor: NodeDescriptor | undefined;
  labels: FieldLabels;
  selected: boolean;
  needsSetup: boolean;
  marks: TestMarks | undefined;
  tabbable: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: () => void;
  onFold: () => void;
  /** These two only where the workflow may be changed. */
  onAdd?: (event: MouseEvent) => void;
  onMenu?: (event: MouseEvent) => void;
}

export function OutlineTreeRow(props: RowProps) {
  const { row, selected, tabbable, onFocus, onKeyDown } = props;
  const isStep = row.kind === "step";
  return (
    <div
      role="treeitem"
      id={rowId(row.key)}
      className="bo-row"
      data-kind={row.kind}
      data-outline-step={isStep ? row.node.id : undefined}
      aria-level={row.level}
      aria-selected={selected}
      aria-expanded={row.kind === "way" && !row.empty ? row.open : undefined}
      aria-label={labelOf(props)}
      tabIndex={tabbable ? 0 : -1}
      style={{ paddingLeft: 12 + (row.level - 1) * 18 }}
      onFocus={(event) => event.target === event.currentTarget && onFocus()}
      onKeyDown={onKeyDown}
      onClick={isStep ? props.onOpen : props.onFold}
      onContextMenu={isStep ? props.onMenu : undefined}
    >
      {isStep ? <StepContent {...props} /> : <WayContent {...props} row={row} />}
    </div>
  );
}

function labelOf({ row, descriptor, labels, needsSetup, marks }: RowProps): string {
  if (row.kind === "way") {
    const words = wayWords(row, descriptor, labels);
    return `${row.way.name}${words === "" ? "" : `: ${words}`}${row.empty ? ", nothing follows" : ""}`;
  }
  const { node, elsewhere } = row;
  const name = nodeName(node, descriptor);
  if (elsewhere) return `Goes on at ${name}`;
  const state = node.disabled ? ", disabled" : needsSetup ? ", needs setup" : testState(marks);
  return `${name}${state}${marks?.pinned ? ", output pinned for tests" : ""}. ${stepWords(node, descriptor, labels)}`;
}

const testState = (marks: TestMarks | undefined): string =>
  marks?.test === undefined ? "" : `, ${testWords(marks.test).word.toLowerCase()} in the last test`;

const wayWords = (row: WayRow, descriptor: NodeDescriptor | undefined, labels: FieldLabels): string =>
  plainWords(conditionWords(row.way, descriptor, labels.labelOf), labels.icons);

function StepContent({ row, descriptor, labels, needsSetup, marks, onAdd, onMenu }: RowProps) {
  if (row.kind !== "step") return null;
  const { node, elsewhere } = row;
  const name = nodeName(node, descriptor);
  if (elsewhere)
    return (
      <span className="bo-elsewhere">
        <CornerDownRight aria-hidden size={14} strokeWidth={1.5} /> goes on at <b>{name}</b>
      </span>
    );
  return (
    <>
      <NodeIcon icon={descriptor?.icon ?? "circle-help"} role={descriptor?.role ?? "action"} />
      <span className="bo-words">
        <b>{name}</b>
        <small>{stepWords(node, descriptor, labels)}</small>
      </span>
      {onAdd && (
        <RowButton label={`Add a step after ${name}`} kind="add" onPress={onAdd}>
          <Plus aria-hidden size={16} strokeWidth={1.5} />
        </RowButton>
      )}
      {onMenu && (
        <RowButton label={`More about ${name}`} onPress={onMenu}>
          <Ellipsis aria-hidden size={16} strokeWidth={1.5} />
        </RowButton>
      )}
      <StepState disabled={node.disabled ?? false} needsSetup={needsSetup} marks={marks} />
    </>
  );
}

interface StateProps extends Pick<RowProps, "needsSetup" | "marks"> {
  disabled: boolean;
}

function StepState({ disabled, needsSetup, marks }: StateProps) {
  if (disabled)
    return (
      <span className="bo-state">
        <Power aria-hidden size={14} strokeWidth={1.5} /> <em>Disabled</em>
      </span>
    );
  if (!needsSetup && marks) return <TestState marks={marks} />;
  if (!needsSetup) return <Check aria-hidden className="bo-ready" size={16} strokeWidth={1.75} />;
  return (
    <span className="bo-state" data-warn>
      <TriangleAlert aria-hidden size={14} strokeWidth={1.75} /> <em>Needs setup</em>
    </span>
  );
}

function TestState({ marks: { test, pinned } }: { marks: TestMarks }) {
  const words = test && testWords(test);
  return (
    <>
      {pinned && <Pin aria-hidden className="wf-pinned" size={14} strokeWidth={1.75} />}
      {test && words && (
        <span className="wf-status" data-status={test.stale ? "stale" : test.state}>
          <words.Icon aria-hidden size={14} /> {words.word}
        </span>
      )}
    </>
  );
}

function WayContent({ row, descriptor, labels, onAdd }: RowProps & { row: WayRow }) {
  const Arrow = row.open && !row.empty ? ChevronDown : ChevronRight;
  return (
    <>
      <Arrow aria-hidden size={14} strokeWidth={1.75} />
      <span className="bo-way">
        <b>{row.way.name}</b> {wayWords(row, descriptor, labels)}
      </span>
      {row.empty && onAdd && (
        <button
          type="button"
          className="bd-link"
          tabIndex={-1}
          aria-label={`Add a step to ${row.way.name}`}
          onClick={onAdd}
        >
          Add
        </button>
      )}
    </>
  );
}

interface ButtonProps {
  label: string;
  kind?: "add";
  onPress: (event: MouseEvent) => void;
  children: ReactNode;
}

/** For the pointer; the keyboard has A and the menu key. */
function RowButton({ label, kind, onPress, children }: ButtonProps) {
  return (
    <button
      type="button"
      className="bo-button"
      data-kind={kind}
      aria-label={label}
      title={label}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onPress(event);
      }}
    >
      {children}
    </button>
  );
}
