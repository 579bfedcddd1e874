"use client";
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { Trash2 } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useRef, useState } from "react";
import type { WorkflowNote } from "@/lib/graph/workflow";
import { useCanvas } from "./canvas-context";
import { onGrid } from "./grid";
import type { NoteElement } from "./note-elements";
import "./note.css";

const COLORS = ["yellow", "blue", "green", "violet"] as const;

/** Words for people, beside the steps. Double click or Enter writes; the first line stands out. */
export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<NoteElement>) {
  const { mode, changeNote } = useCanvas();
  const { note } = data;
  const editable = mode === "edit";
  // A new note is empty and selected: one starts to write at once.
  const [writing, setWriting] = useState(editable && selected && note.text === "");
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (editable ? onOpen(root.current, () => setWriting(true)) : undefined), [editable]);
  return (
    <div
      className="wf-sticky"
      data-color={note.color ?? "yellow"}
      data-selected={selected || undefined}
      data-testid={`note-${note.id}`}
      ref={root}
    >
      {editable && (
        <NodeResizer
          isVisible={selected}
          minWidth={128}
          minHeight={64}
          lineClassName="wf-sticky-line"
          handleClassName="wf-sticky-corner"
          onResizeEnd={(_, { x, y, width, height }) =>
            changeNote(note.id, {
              position: { x: onGrid(x), y: onGrid(y) },
              size: { width: Math.max(128, onGrid(width)), height: Math.max(64, onGrid(height)) },
            })
          }
        />
      )}
      {editable && selected && <NoteToolbar note={note} />}
      {writing ? (
        <NoteText note={note} done={() => setWriting(false)} />
      ) : (
        <p>{note.text || (editable && <em>Double-click to write</em>)}</p>
      )}
    </div>
  );
});

/** Double click, or Enter on the note itself, whose element is React Flow's. */
function onOpen(inner: HTMLElement | null, open: () => void): (() => void) | undefined {
  const element = inner?.closest<HTMLElement>(".react-flow__node");
  const onKey = (event: globalThis.KeyboardEvent) => {
    if (event.key !== "Enter" || event.target !== element) return;
    event.preventDefault();
    open();
  };
  element?.addEventListener("dblclick", open);
  element?.addEventListener("keydown", onKey);
  return () => {
    element?.removeEventListener("dblclick", open);
    element?.removeEventListener("keydown", onKey);
  };
}

function NoteText({ note, done }: { note: WorkflowNote; done: () => void }) {
  const { changeNote } = useCanvas();
  const field = useRef<HTMLTextAreaElement>(null);
  // Its own copy: the canvas draws a changed document a moment later, and that would move the caret.
  const [text, setText] = useState(note.text);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const ends = event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey));
    if (ends) leave();
  };
  const leave = () => {
    field.current?.closest<HTMLElement>(".react-flow__node")?.focus();
    done();
  };
  return (
    <textarea
      ref={field}
      className="nodrag nopan nowheel"
      aria-label="Text of the note"
      placeholder="Write a note"
      maxLength={4000}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        changeNote(note.id, { text: event.target.value });
      }}
      onKeyDown={onKeyDown}
      onBlur={done}
    />
  );
}

function NoteToolbar({ note }: { note: WorkflowNote }) {
  const { changeNote, removeNote } = useCanvas();
  return (
    <div className="wf-toolbar wf-sticky-toolbar nodrag" role="toolbar" aria-label="Tools for the note">
      {COLORS.map((color) => (
        <button
          key={color}
          type="button"
          className="wf-sticky-color"
          data-color={color}
          aria-label={`Make it ${color}`}
          aria-pressed={(note.color ?? "yellow") === color}
          title={`Make it ${color}`}
          onClick={() => changeNote(note.id, { color: color === "yellow" ? undefined : color })}
        />
      ))}
      <button type="button" aria-label="Delete the note" title="Delete" onClick={() => removeNote(note.id)}>
        <Trash2 aria-hidden size={16} strokeWidth={1.5} />
      </button>
    </div>
  );
}
