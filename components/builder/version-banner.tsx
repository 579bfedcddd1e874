"use client";
import { History } from "lucide-react";
import { toast } from "sonner";
import { patchBetween } from "@/lib/graph/operations/patch";
import { Button } from "../ui/button";
import { useCommands, useDraft } from "./builder-context";
import type { Preview } from "./store";

/** Over an older version on the canvas: what it is, and the ways back. */
export function VersionBanner({ preview }: { preview: Preview }) {
  const draft = useDraft();
  const { apply, showVersion, openPanel, undo } = useCommands();
  const restore = () => {
    apply({ kind: "patch", patch: patchBetween(draft, preview.document) });
    showVersion(null);
    openPanel("none");
    toast(`The draft is version ${preview.number} again`, { action: { label: "Undo", onClick: undo } });
  };
  return (
    <div className="bd-banner" role="status">
      <History aria-hidden size={16} strokeWidth={1.5} />
      <span>
        <b>Version {preview.number}</b>, as it was published
      </span>
      <Button size="sm" onClick={restore}>
        Make it the draft
      </Button>
      <Button size="sm" variant="ghost" onClick={() => showVersion(null)}>
        Back to the draft
      </Button>
    </div>
  );
}
