import type { WorkflowDocument, WorkflowNote } from "../workflow";
import type { NoteChange } from "./operation";

/** A document without notes has no member for them. */
export function withNotes(document: WorkflowDocument, notes: WorkflowNote[]): WorkflowDocument {
  if (notes === document.notes) return document;
  const { notes: _, ...rest } = document;
  return notes.length === 0 ? rest : { ...rest, notes };
}

export function addNotes(document: WorkflowDocument, added: readonly WorkflowNote[]): WorkflowDocument {
  const notes = document.notes ?? [];
  const fresh = added.filter(({ id }) => !notes.some((note) => note.id === id));
  return fresh.length === 0 ? document : withNotes(document, [...notes, ...fresh]);
}

/** A member that is set to `undefined` is left out. */
export const changeNote = (document: WorkflowDocument, id: string, change: NoteChange): WorkflowDocument =>
  withNotes(
    document,
    (document.notes ?? []).map((note) => {
      if (note.id !== id) return note;
      const { color, ...rest } = { ...note, ...change };
      return color === undefined ? rest : { ...rest, color };
    }),
  );

export const removeNotes = (document: WorkflowDocument, ids: readonly string[]): WorkflowDocument =>
  withNotes(
    document,
    (document.notes ?? []).filter(({ id }) => !ids.includes(id)),
  );
