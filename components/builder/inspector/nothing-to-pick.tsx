"use client";
import { triggerNodeOf } from "@/lib/graph/traverse";
import { Button } from "../../ui/button";
import { useCommands, useDraft, useScene } from "../builder-context";

interface Props {
  noSource: boolean;
  search: string;
  onClose: () => void;
}

/** Why the list is empty, and what to do about it. */
export function NothingToPick({ noSource, search, onClose }: Props) {
  const draft = useDraft();
  const { lookup } = useScene();
  const { openPalette } = useCommands();
  if (!noSource)
    return (
      <p className="in-picker-none">
        No field, path or value has “{search.trim()}”. Other words, or fewer of them, may find it.
      </p>
    );
  if (triggerNodeOf(draft, lookup) !== undefined)
    return (
      <p className="in-picker-none">
        No step comes before this one. Connect it to an earlier step, and that step's fields are here.
      </p>
    );
  return (
    <div className="in-picker-none">
      <p>Fields come from the steps before this one, and the workflow has no trigger yet.</p>
      <Button
        size="sm"
        onClick={() => {
          onClose();
          openPalette({ kind: "flyout" });
        }}
      >
        Add a trigger first
      </Button>
    </div>
  );
}
