"use client";
import { Ellipsis, Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import {
  createWorkflow,
  deleteWorkflow,
  duplicateWorkflow,
  listWorkflows,
  updateWorkflow,
  type WorkflowSummary,
} from "@/lib/contracts/workflows";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { useDoorMutation, useDoorQuery } from "../api/use-door";
import { useStream } from "../api/use-stream";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { NodeIcon } from "../ui/node-icon";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Segmented } from "../ui/segmented";
import { Skeleton } from "../ui/skeleton";
import { StatusPill } from "../ui/status-pill";

const SHOWN = [
  { value: "active", label: "Active" },
  { value: "archived", label: "Archived" },
] as const;

interface Props {
  triggers: readonly NodeDescriptor[];
}

export function WorkflowList({ triggers }: Props) {
  const [shown, setShown] = useState<"active" | "archived">("active");
  const archived = shown === "archived";
  const { data, error, refetch } = useDoorQuery(listWorkflows, {
    query: archived ? { archived: "true" } : {},
  });
  useStream("run", () => void refetch());
  const create = useCreate();
  const workflows = data?.workflows ?? [];
  return (
    <>
      <PageHeader
        title="Workflows"
        action={
          <div className="flex gap-3">
            <Segmented label="Which workflows" value={shown} options={SHOWN} onValueChange={setShown} />
            <Button variant="primary" onClick={() => create()}>
              <Plus aria-hidden size={16} /> New workflow
            </Button>
          </div>
        }
      />
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton className="h-40" />}
      {data && workflows.length === 0 && !archived && <FirstRun triggers={triggers} onChoose={create} />}
      {data && workflows.length === 0 && archived && (
        <div className="ui-card">
          <EmptyState title="Nothing is archived">
            An archived workflow is off the air and keeps its versions and runs.
          </EmptyState>
        </div>
      )}
      {workflows.length > 0 && (
        <ul className="ui-card overflow-hidden" aria-label="Workflows">
          {workflows.map((workflow) => (
            <WorkflowRow
              key={workflow.id}
              workflow={workflow}
              trigger={triggers.find(({ type }) => type === workflow.triggerType)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function useCreate(): (triggerType?: string) => void {
  const router = useRouter();
  const create = useDoorMutation(createWorkflow);
  return (triggerType) =>
    create.mutate(
      { body: triggerType === undefined ? {} : { triggerType } },
      {
        onSuccess: ({ id }) => router.push(`/workflows/${id}`),
        onError: (error) => toast.error(error.message),
      },
    );
}

function FirstRun({ triggers, onChoose }: Props & { onChoose: (type: string) => void }) {
  return (
    <section className="ui-card p-8">
      <h2 className="text-[16px] font-semibold">What should start your first workflow?</h2>
      <p className="mt-1 max-w-[60ch] text-ink-2">
        Pick an event from Customer.io. Its fields are there to choose from at once, before anything has
        happened.
      </p>
      <ul className="mt-5 grid grid-cols-2 gap-3 max-[1100px]:grid-cols-1">
        {triggers.map((trigger) => (
          <li key={trigger.type}>
            <button
              type="button"
              className="flex h-full w-full items-start gap-3 rounded-card border border-hairline bg-card p-4 text-left hover:bg-sunken"
              onClick={() => onChoose(trigger.type)}
            >
              <NodeIcon icon={trigger.icon} role="trigger" />
              <span>
                <b className="font-semibold">{trigger.name}</b>
                <span className="mt-0.5 block text-[13px] text-ink-2">{trigger.summary}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WorkflowRow({
  workflow,
  trigger,
}: {
  workflow: WorkflowSummary;
  trigger: NodeDescriptor | undefined;
}) {
  const { total, failed, byHour } = workflow.runs24h;
  return (
    <li className="flex items-center gap-4 border-b border-soft px-4 py-3 last:border-b-0 hover:bg-sunken">
      <NodeIcon icon={trigger?.icon ?? "circle-help"} role="trigger" />
      <div className="min-w-0 flex-1">
        <Link href={`/workflows/${workflow.id}`} className="font-semibold no-underline hover:underline">
          {workflow.name}
        </Link>
        <p className="truncate text-[13px] text-muted">
          {trigger ? trigger.name : "No trigger yet"} · {workflow.stepCount}{" "}
          {workflow.stepCount === 1 ? "step" : "steps"} · changed <RelativeTime at={workflow.updatedAt} />
        </p>
      </div>
      <HourBars byHour={byHour} />
      <Link
        href={`/runs?workflowId=${workflow.id}`}
        className="w-28 text-right text-[13px] text-ink-2 no-underline hover:underline"
      >
        {total} {total === 1 ? "run" : "runs"} today
        {failed > 0 && <span className="block text-error">{failed} failed</span>}
      </Link>
      <span className="w-28">{workflow.lastRun && <StatusPill status={workflow.lastRun.status} />}</span>
      <span className="w-20">
        {workflow.live ? <Badge tone="success">Live v{workflow.live.number}</Badge> : <Badge>Draft</Badge>}
      </span>
      <WorkflowMenu workflow={workflow} />
    </li>
  );
}

/** Runs per hour of the last day, the newest at the right. */
function HourBars({ byHour }: { byHour: readonly number[] }) {
  const most = Math.max(1, ...byHour);
  return (
    <svg width={96} height={24} aria-hidden="true" className="max-[1100px]:hidden">
      {byHour.map((count, hour) => {
        const height = count === 0 ? 1 : Math.max(3, (count / most) * 24);
        const x = hour * 4;
        const fill = count === 0 ? "var(--hairline)" : "var(--brand)";
        return <rect key={x} x={x} y={24 - height} width={3} height={height} rx={1} fill={fill} />;
      })}
    </svg>
  );
}

function WorkflowMenu({ workflow: { id, name, archived } }: { workflow: WorkflowSummary }) {
  const [deleting, setDeleting] = useState(false);
  const duplicate = useDoorMutation(duplicateWorkflow);
  const update = useDoorMutation(updateWorkflow);
  const remove = useDoorMutation(deleteWorkflow);
  const params = { workflowId: id };
  const onError = (error: Error) => toast.error(error.message);
  const items = [
    { label: "Duplicate", onSelect: () => duplicate.mutate({ params }, { onError }) },
    {
      label: archived ? "Restore" : "Archive",
      onSelect: () => update.mutate({ params, body: { archived: !archived } }, { onError }),
    },
    { label: "Delete", danger: true, onSelect: () => setDeleting(true) },
  ];
  return (
    <>
      <Menu
        label={`More about ${name}`}
        items={items}
        trigger={
          <IconButton label={`More about ${name}`}>
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        }
      />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${name}?`}
        description="Its versions and its runs go with it. This cannot be undone; archiving takes it off the air and keeps them."
        confirmLabel="Delete"
        danger
        onConfirm={() => remove.mutateAsync({ params }).then(() => setDeleting(false), onError)}
      />
    </>
  );
}
