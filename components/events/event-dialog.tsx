"use client";
import type { ReactNode } from "react";
import { getEvent, type InboxDetail } from "@/lib/contracts/events";
import { useDoorQuery } from "../api/use-door";
import { JsonView } from "../runs/json-view";
import { Dialog } from "../ui/dialog";
import { Skeleton } from "../ui/skeleton";
import { StatusPill } from "../ui/status-pill";
import { reasonOf, stateOf, titleOf } from "./event-words";
import { KeepSample } from "./keep-sample";
import { StartedRuns } from "./started-runs";

/** One delivery: what became of it, what it says in the words of its trigger, and what arrived. */
export function EventDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error } = useDoorQuery(getEvent, { params: { id } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={data ? titleOf(data) : "Delivery"}
      description={data ? (reasonOf(data) ?? undefined) : undefined}
    >
      {error && <p role="alert">{error.message}</p>}
      {!data && !error && <Skeleton className="h-40" />}
      {data && (
        <div className="flex flex-col gap-5">
          <p className="flex items-center gap-3 text-[13px] text-ink-2">
            <StatusPill status={stateOf(data)} /> <StartedRuns item={data} />
          </p>
          {data.event && data.event.heldReason !== "no_signing_key" && (
            <div>
              <KeepSample eventId={data.event.id} about={data.event.personEmail ?? data.event.url ?? ""} />
            </div>
          )}
          {data.fields && <JsonView value={data.fields} />}
          {data.fields ? (
            <More title="As it arrived">
              <Arrived detail={data} />
            </More>
          ) : (
            <Arrived detail={data} />
          )}
          <More title="Headers">
            <JsonView value={data.headers} />
          </More>
        </div>
      )}
    </Dialog>
  );
}

/** Every member under its own name; what is no JSON as the text that it is. */
function Arrived({ detail: { payload, bodyText } }: { detail: InboxDetail }) {
  if (payload !== null) return <JsonView value={payload} />;
  return (
    <pre className="overflow-x-auto rounded-control bg-sunken p-3 text-[12px]">
      {bodyText ?? "The body was not kept."}
    </pre>
  );
}

const More = ({ title, children }: { title: string; children: ReactNode }) => (
  <details>
    <summary className="ui-field-label cursor-pointer">{title}</summary>
    <div className="mt-2">{children}</div>
  </details>
);
