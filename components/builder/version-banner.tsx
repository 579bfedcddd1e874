"use client";
import { History } from "lucide-react";
import { Button } from "../ui/button";
import { useBuilder, useCommands, useScene } from "./builder-context";
import type { Preview } from "./store";
import { undoToast } from "./undo-toast";

/** Over an older version on the canvas: what it is, and the ways back. */
export function VersionBanner({ preview }: { preview: Preview }) {
  const { store } = useScene();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const { replaceDraft, showVersion, openPanel } = useCommands();
  const restore = () => {
    replaceDraft(preview.document, `make version ${preview.number} the draft`);
    showVersion(null);
    openPanel("none");
    undoToast(store, `The draft is version ${preview.number} again`);
  };
  return (
    <div className="bd-banner" role="status">
      <History aria-hidden size={16} strokeWidth={1.5} />
      <span>
        <b>Version {preview.number}</b>, as it was published
      </span>
      {mayEdit && (
        <Button size="sm" onClick={restore}>
          Make it the draft
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={() => showVersion(null)}>
        Back to the draft
      </Button>
    </div>
  );
}
