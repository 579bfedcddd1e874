"use client";
import { Lock } from "lucide-react";
import { callDoor } from "@/lib/contracts/call";
import { getVersion, listVersions } from "@/lib/contracts/workflows";
import { useDoorQuery } from "../api/use-door";
import { RelativeTime } from "../ui/relative-time";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { useBuilder, useCommands } from "./builder-context";
import { PanelFrame } from "./panel-frame";

export function VersionsPanel() {
  const { id, changesSinceLive, live } = useBuilder((state) => state.facts);
  const preview = useBuilder((state) => state.preview);
  const { openPanel, showVersion } = useCommands();
  const query = useDoorQuery(listVersions, { params: { workflowId: id } });
  const versions = query.data?.versions ?? [];
  const show = (number: number) =>
    callDoor(getVersion, { params: { workflowId: id, number } }).then(
      ({ document }) => showVersion({ number, document }),
      (error: Error) => toast.error(error.message),
    );
  return (
    <PanelFrame
      label="Versions"
      title="Versions"
      subtitle="choose one to look at it"
      onClose={() => openPanel("none")}
      takesFocus
      footer={
        <p className="bd-foot-note">
          <Lock aria-hidden size={14} strokeWidth={1.5} />A version never changes. Going back publishes an old
          one as a new one.
        </p>
      }
    >
      <ol className="bd-versions">
        <li>
          <button type="button" aria-pressed={preview === null} onClick={() => showVersion(null)}>
            <b>Draft</b>
            <p>
              {live === null ? "Not published yet" : `${changesSinceLive ?? 0} changes since v${live.number}`}
            </p>
          </button>
        </li>
        {query.isPending && <Skeleton className="bd-version-skeleton" />}
        {versions.map(({ number, live: isLive, note, publishedAt, publishedBy }) => (
          <li key={number}>
            <button type="button" aria-pressed={preview?.number === number} onClick={() => void show(number)}>
              <span>
                <b>v{number}</b>
                {isLive && <i className="bd-live-badge">Live</i>}
                <small>
                  <RelativeTime at={publishedAt} />
                </small>
              </span>
              <p>{note || "No note"}</p>
              {publishedBy?.startsWith("key:") && <small>by an API key</small>}
            </button>
          </li>
        ))}
      </ol>
    </PanelFrame>
  );
}
