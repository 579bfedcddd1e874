"use client";
import type { RunDetail } from "@/lib/contracts/runs";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import { nodeOf } from "@/lib/graph/traverse";
import { duration } from "./duration";

interface Props {
  run: RunDetail;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
  selected: string | undefined;
  onSelect: (nodeId: string) => void;
}

/** When each step ran, on the run's own time line. */
export function StepTimeline({ run, descriptors, selected, onSelect }: Props) {
  const steps = run.steps.filter(({ startedAt }) => startedAt !== null);
  const start = Date.parse(run.createdAt);
  const ends = steps.map(({ finishedAt, startedAt }) => Date.parse(finishedAt ?? startedAt ?? run.createdAt));
  const span = Math.max(1, ...ends.map((end) => end - start));
  if (steps.length === 0) return null;
  return (
    <ol aria-label="Timeline" className="max-h-[200px] overflow-y-auto border-t border-hairline bg-card py-2">
      {steps.map((step) => {
        const node = nodeOf(run.document, step.nodeId);
        const from = Date.parse(step.startedAt ?? run.createdAt) - start;
        const took = step.finishedAt === null ? null : Date.parse(step.finishedAt) - start - from;
        const color =
          step.status === "failed"
            ? "var(--error)"
            : step.status === "waiting"
              ? "var(--time)"
              : "var(--success)";
        return (
          <li key={step.nodeId}>
            <button
              type="button"
              aria-current={selected === step.nodeId || undefined}
              className="grid w-full grid-cols-[180px_minmax(0,1fr)_80px] items-center gap-3 border-0 bg-transparent px-4 py-1.5 text-left text-[13px] hover:bg-sunken aria-[current=true]:bg-sunken"
              onClick={() => onSelect(step.nodeId)}
            >
              <span className="truncate">{node ? nodeName(node, descriptors[node.type]) : step.nodeId}</span>
              <span className="relative h-2 rounded-full bg-sunken">
                <i
                  className="absolute inset-y-0 rounded-full"
                  style={{
                    left: `${(from / span) * 100}%`,
                    width: `max(3px, ${((took ?? 0) / span) * 100}%)`,
                    background: color,
                  }}
                />
              </span>
              <span className="text-right text-[12px] text-muted">
                {took === null ? "…" : duration(took)}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
