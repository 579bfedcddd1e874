/** The document's notes as React Flow's elements, kept while nothing about them changed. */
import type { Node as NodeDraft } from "@xyflow/react";
import type { WorkflowNote } from "@/lib/graph/workflow";

export type NoteElement = NodeDraft<{ note: WorkflowNote }, "note">;

interface Wanted {
  notes: readonly WorkflowNote[];
  selected: ReadonlySet<string>;
  editable: boolean;
}

export function noteElements(before: ReadonlyMap<string, NoteElement>, wanted: Wanted): NoteElement[] {
  return wanted.notes.map((note) => {
    const old = before.get(note.id);
    const selected = wanted.selected.has(note.id);
    const same = old?.data.note === note && old.selected === selected && old.draggable === wanted.editable;
    const inPlace = old?.position.x === note.position.x && old.position.y === note.position.y;
    if (same && inPlace) return old;
    return {
      ...old,
      id: note.id,
      type: "note",
      position: note.position,
      width: note.size.width,
      height: note.size.height,
      data: old?.data.note === note ? old.data : { note },
      selected,
      draggable: wanted.editable,
      connectable: false,
      // Under the steps, whatever is selected.
      zIndex: -1,
      ariaLabel: `Note: ${note.text || "empty"}`,
    };
  });
}
