"use client";
import type { StepView } from "@/lib/contracts/runs";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeNameById } from "@/lib/graph/fields";
import { duration } from "./duration";
import type { RunView } from "./iterations/use-run-view";

interface Props {
  run: RunView;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
  selected: string | undefined;
  onSelect: (nodeId: string) => void;
}

/** When each step ran, on the run's own time line; of an item, on that of the item. */
export function StepTimeline({ run, descriptors, selected, onSelect }: Props) {
  const bars = barsOf(run);
  if (bars.length === 0) return null;
  return (
    <ol
      aria-label={run.inner === null ? "Timeline" : "Timeline of the item"}
      className="max-h-[200px] flex-none overflow-y-auto border-t border-hairline bg-card py-2"
    >
      {bars.map(({ nodeId, left, width, took, color }) => (
        <li key={nodeId}>
          <button
            type="button"
            aria-current={selected === nodeId || undefined}
            className="grid w-full grid-cols-[180px_minmax(0,1fr)_80px] items-center gap-3 border-0 bg-transparent px-4 py-1.5 text-left text-[13px] hover:bg-sunken aria-[current=true]:bg-sunken"
            onClick={() => onSelect(nodeId)}
          >
            <span className="truncate">
              {nodeNameById(run.document, nodeId, (type) => descriptors[type])}
            </span>
            <span className="relative h-2 rounded-full bg-sunken">
              <i className="absolute inset-y-0 rounded-full" style={{ left, width, background: color }} />
            </span>
            <span className="text-right text-[12px] text-muted">{took}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

const COLORS: Partial<Record<StepView["status"], string>> = {
  failed: "var(--error)",
  waiting: "var(--time)",
};

const startOf = ({ inner, createdAt }: RunView): number =>
  Math.min(
    ...(inner ?? []).flatMap(({ startedAt }) => (startedAt === null ? [] : [Date.parse(startedAt)])),
    inner === null ? Date.parse(createdAt) : Infinity,
  );

function barsOf(run: RunView) {
  const shown = run.inner ?? run.steps;
  const start = startOf(run);
  const steps = shown.flatMap((step) => {
    if (step.startedAt === null) return [];
    const from = Date.parse(step.startedAt) - start;
    return [{ step, from, to: step.finishedAt === null ? null : Date.parse(step.finishedAt) - start }];
  });
  const span = Math.max(1, ...steps.map(({ from, to }) => to ?? from));
  return steps.map(({ step, from, to }) => ({
    nodeId: step.nodeId,
    left: `${(from / span) * 100}%`,
    width: `max(3px, ${(((to ?? from) - from) / span) * 100}%)`,
    took: to === null ? "…" : duration(to - from),
    color: COLORS[step.status] ?? "var(--success)",
  }));
}
