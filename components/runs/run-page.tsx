"use client";
import { ArrowLeft, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { toast } from "sonner";
import { cancelRun, getRun, type RunDetail } from "@/lib/contracts/runs";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { useDoorMutation, useDoorQuery } from "../api/use-door";
import { useStream } from "../api/use-stream";
import { WorkflowCanvas } from "../canvas/workflow-canvas";
import "../builder/inspector/inspector.css";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { StatusPill } from "../ui/status-pill";
import { duration } from "./duration";
import { QuestionPanel } from "./question-panel";
import { runMarks } from "./run-marks";
import { isAsking, shownRunStatus } from "./shown-status";
import { StepDetail } from "./step-detail";
import { StepTimeline } from "./step-timeline";

interface Props {
  runId: string;
  nodes: readonly NodeDescriptor[];
}

export function RunPage({ runId, nodes }: Props) {
  const { data: run, error, refetch } = useDoorQuery(getRun, { params: { runId } });
  useStream("run", () => void refetch());
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!run) return <Skeleton className="m-8 h-96" />;
  return <Run run={run} nodes={nodes} />;
}

function Run({ run, nodes }: { run: RunDetail; nodes: readonly NodeDescriptor[] }) {
  const descriptors = useMemo(() => Object.fromEntries(nodes.map((node) => [node.type, node])), [nodes]);
  const trigger = run.document.nodes.find((node) => descriptors[node.type]?.kind === "trigger");
  const [selected, setSelected] = useState<string | undefined>(() => firstToLookAt(run) ?? trigger?.id);
  const marks = useMemo(() => runMarks(run.document, run.steps, trigger?.id), [run, trigger]);
  const order = useMemo(
    () => [...(trigger ? [trigger.id] : []), ...run.steps.map(({ nodeId }) => nodeId)],
    [run, trigger],
  );
  useStepKeys(order, selected, setSelected);
  return (
    <div className="grid h-screen grid-rows-[auto_minmax(0,1fr)]">
      <RunBar run={run} />
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_400px] max-[1100px]:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-h-0 grid-rows-[minmax(0,1fr)_auto]">
          <div className="relative min-h-0">
            <WorkflowCanvas
              document={run.document}
              descriptors={descriptors}
              mode="view"
              nodeMarks={marks.nodes}
              edgeMarks={marks.edges}
              selectedIds={selected ? [selected] : []}
              onSelectionChange={(ids) => ids[0] && setSelected(ids[0])}
              label={`${run.workflowName}, as it ran`}
            />
          </div>
          <StepTimeline run={run} descriptors={descriptors} selected={selected} onSelect={setSelected} />
        </div>
        <aside className="min-h-0 overflow-y-auto border-l border-hairline bg-card">
          {run.needsAnswer &&
            run.steps
              .filter(isAsking)
              .map((step) => (
                <QuestionPanel key={step.nodeId} run={run} step={step} descriptors={descriptors} />
              ))}
          {selected && (
            <StepDetail
              run={run}
              nodeId={selected}
              descriptors={descriptors}
              isTrigger={selected === trigger?.id}
            />
          )}
        </aside>
      </div>
    </div>
  );
}

/** What asks, else what failed, else what stopped the run. */
const firstToLookAt = (run: RunDetail) =>
  run.steps.find(isAsking)?.nodeId ??
  run.error?.nodeId ??
  run.steps.find((step) => step.status === "completed" && step.branches?.length === 0)?.nodeId;

/** `[` and `]` step through the run. */
function useStepKeys(
  order: readonly string[],
  selected: string | undefined,
  select: (id: string) => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = { "[": -1, "]": 1 }[event.key];
      const next = by && order[order.indexOf(selected ?? "") + by];
      if (next) select(next);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [order, selected, select]);
}

function RunBar({ run }: { run: RunDetail }) {
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
      <Neighbors run={run} />
      <CancelButton run={run} />
      <Link href={`/workflows/${run.workflowId}`} className="ui-button" data-variant="secondary">
        Edit this workflow
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
  if (!["pending", "running", "waiting"].includes(run.status)) return null;
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
