import Link from "next/link";
import type { InboxItem } from "@/lib/contracts/events";
import { StatusPill } from "../ui/status-pill";

/** What the event started, with how it went. */
export function StartedRuns({ item: { event } }: { item: InboxItem }) {
  if (event?.status === "unmatched") return "No published workflow starts with it.";
  if (!event || event.runs.length === 0) return "–";
  return (
    <span className="flex flex-wrap gap-x-4">
      {event.runs.map((run) => (
        <Link
          prefetch={false}
          key={run.id}
          href={`/workflows/${run.workflowId}/runs/${run.id}`}
          className="inline-flex items-center gap-1.5 whitespace-nowrap no-underline hover:underline"
          onClick={(click) => click.stopPropagation()}
        >
          {run.workflowName} <StatusPill status={run.status} plain />
        </Link>
      ))}
    </span>
  );
}
