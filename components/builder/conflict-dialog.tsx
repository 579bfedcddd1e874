"use client";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import type { NewerDraft } from "./autosave";
import { useCommands, useDraft, useScene } from "./builder-context";
import { ChangeList } from "./publish/change-list";
import { changeSentences } from "./publish/change-sentences";

/** Someone else, or another window, saved a newer draft. Nothing is lost until the user chooses. */
export function ConflictDialog({ current }: { current: NewerDraft }) {
  const { autosave, lookup } = useScene();
  const { replaceDraft } = useCommands();
  const draft = useDraft();
  const changes = changeSentences(draft, current.draft, lookup);
  const takeTheirs = () => {
    autosave.takeTheirs();
    replaceDraft(current.draft, "take their draft");
    // The replaced draft is what the server has; there is nothing to save.
    autosave.takeTheirs();
  };
  return (
    <Dialog
      open
      onOpenChange={() => undefined}
      title="This workflow was changed elsewhere"
      description="Another window or person saved a newer draft while you were editing. Choose which one goes on."
      footer={
        <>
          <Button variant="secondary" onClick={takeTheirs}>
            Take theirs
          </Button>
          <Button variant="primary" onClick={() => void autosave.keepMine(draft)}>
            Keep mine
          </Button>
        </>
      }
    >
      <h3 className="bd-h3">In theirs, compared with yours</h3>
      <ChangeList changes={changes} empty="Only positions on the canvas differ." />
    </Dialog>
  );
}
