"use client";
import { ArrowLeft, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { cancelRun, type RunDetail } from "@/lib/contracts/runs";
import { useDoorMutation } from "../api/use-door";
import { PeopleList } from "../builder/presence/people-row";
import { useOnlookers } from "../builder/presence/use-presence";
import { useMayEdit } from "../shell/may-edit";
import { Button } from "../ui/button";
import { StatusPill } from "../ui/status-pill";
import { toast } from "../ui/toast";
import { duration } from "./duration";
import { shownRunStatus } from "./shown-status";

export function RunBar({ run }: { run: RunDetail }) {
  return (
    <header className="flex min-h-[52px] flex-wrap items-center gap-3 border-b border-hairline bg-card px-4 py-2">
      <Link
        href={`/runs?workflowId=${run.workflowId}`}
        className="flex items-center gap-1 text-[13px] text-ink-2 no-underline hover:underline"
      >
        <ArrowLeft aria-hidden size={14} /> Runs
      </Link>
      <h1 className="text-[14px] font-semibold">{run.workflowName}</h1>
      <span className="text-[13px] text-muted">v{run.versionNumber}</span>
      <span data-testid="run-status">
        <StatusPill status={shownRunStatus(run)} />
      </span>
      <span className="min-w-0 flex-1 truncate text-[13px] text-ink-2">{about(run)}</span>
      <PeopleList people={useOnlookers(run.workflowId)} />
      <Neighbors run={run} />
      <CancelButton run={run} />
      <Link href={`/workflows/${run.workflowId}`} className="ui-button" data-variant="secondary">
        {useMayEdit() ? "Edit this workflow" : "Open the workflow"}
      </Link>
    </header>
  );
}

/** Who, which link, how long. */
const about = ({ personEmail, personId, url, durationMs }: RunDetail) =>
  [personEmail ?? personId ?? "Somebody", url, durationMs === null ? null : duration(durationMs)]
    .filter(Boolean)
    .join(" · ");

function Neighbors({ run }: { run: RunDetail }) {
  const router = useRouter();
  const go = (id: string) => router.push(`/workflows/${run.workflowId}/runs/${id}`);
  return (
    <span className="flex">
      <Button
        variant="ghost"
        aria-label="Newer run"
        disabled={run.newerId === null}
        onClick={() => run.newerId && go(run.newerId)}
      >
        <ChevronLeft aria-hidden size={16} />
      </Button>
      <Button
        variant="ghost"
        aria-label="Older run"
        disabled={run.olderId === null}
        onClick={() => run.olderId && go(run.olderId)}
      >
        <ChevronRight aria-hidden size={16} />
      </Button>
    </span>
  );
}

function CancelButton({ run }: { run: RunDetail }) {
  const cancel = useDoorMutation(cancelRun);
  const mayEdit = useMayEdit();
  if (!mayEdit || !["pending", "running", "waiting"].includes(run.status)) return null;
  return (
    <Button
      loading={cancel.isPending}
      onClick={() =>
        cancel.mutate({ params: { runId: run.id } }, { onError: (error) => toast.error(error.message) })
      }
    >
      Cancel the run
    </Button>
  );
}
