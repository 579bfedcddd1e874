"use client";
import { X } from "lucide-react";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";

interface Props {
  count: number;
  archived: boolean;
  onTag: () => void;
  onArchive: () => void;
  onDelete: () => void;
  onClear: () => void;
}

/** What can be done with the chosen ones, at the foot of the page. */
export function SelectionBar({ count, archived, onTag, onArchive, onDelete, onClear }: Props) {
  return (
    <section className="wl-bar" aria-label="Selected workflows">
      <span role="status">{count} selected</span>
      <Button onClick={onTag}>Tags…</Button>
      <Button onClick={onArchive}>{archived ? "Unarchive" : "Archive"}</Button>
      {archived && (
        <Button variant="danger" onClick={onDelete}>
          Delete…
        </Button>
      )}
      <IconButton label="Clear the selection" onClick={onClear}>
        <X aria-hidden size={16} />
      </IconButton>
    </section>
  );
}
