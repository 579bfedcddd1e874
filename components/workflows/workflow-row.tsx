"use client";
import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type MouseEvent, memo } from "react";
import type { WorkflowSummary } from "@/lib/contracts/workflows";
import { shownRunStatus } from "../runs/shown-status";
import { IconButton } from "../ui/icon-button";
import { NodeIcon } from "../ui/node-icon";
import { RelativeTime } from "../ui/relative-time";
import { StatusPill } from "../ui/status-pill";
import { HourBars } from "./hour-bars";
import { RenameField } from "./rename-field";
import type { StepKind } from "./step-kind";
import { WorkflowState } from "./workflow-state";

export interface RowActions {
  /** `extend`: from the last one that was chosen on. */
  select: (id: string, on: boolean, extend: boolean) => void;
  openMenu: (workflow: WorkflowSummary, anchor: HTMLElement) => void;
  endRename: (id: string) => void;
  pickTag: (tag: string) => void;
}

// Links of a list are not fetched ahead: there are three in each row, and what they lead to is another thing by the time they are pressed.

interface Props {
  workflow: WorkflowSummary;
  kinds: ReadonlyMap<string, StepKind>;
  selected: boolean;
  renaming: boolean;
  /** Stays the same, so that a row is drawn again only for itself. */
  actions: RowActions;
}

export const WorkflowRow = memo(function WorkflowRow(props: Props) {
  const { workflow, kinds, selected, actions } = props;
  const router = useRouter();
  const { id, name, updatedAt } = workflow;
  // The name is the link; the rest of the row is as good to press.
  const open = (event: MouseEvent) => {
    if (!(event.target as Element).closest("a, button, input, label")) router.push(`/workflows/${id}`);
  };
  return (
    <tr data-workflow={id} data-selected={selected || undefined} onClick={open}>
      <td className="wl-check">
        <input
          type="checkbox"
          aria-label={`Select ${name}`}
          checked={selected}
          onChange={(event) =>
            actions.select(id, event.target.checked, (event.nativeEvent as PointerEvent).shiftKey === true)
          }
        />
      </td>
      <NameCell {...props} />
      <StepsCell workflow={workflow} kinds={kinds} />
      <LastRunCell workflow={workflow} />
      <RunsCells workflow={workflow} />
      <td className="wl-edited">
        <RelativeTime at={updatedAt} />
      </td>
      <td className="wl-more">
        <IconButton
          label={`More about ${name}`}
          aria-haspopup="menu"
          onClick={(event) => actions.openMenu(workflow, event.currentTarget)}
        >
          <Ellipsis aria-hidden size={16} />
        </IconButton>
      </td>
    </tr>
  );
});

function NameCell({ workflow, kinds, renaming, actions }: Props) {
  const trigger = kinds.get(workflow.triggerType ?? "");
  return (
    <td className="wl-name">
      <div>
        <span title={trigger?.name ?? "No trigger yet"}>
          <NodeIcon icon={trigger?.icon ?? "circle-help"} role="trigger" />
        </span>
        <div className="min-w-0">
          {renaming ? (
            <RenameField workflow={workflow} onEnd={() => actions.endRename(workflow.id)} />
          ) : (
            <Link prefetch={false} href={`/workflows/${workflow.id}`} data-row-link title={workflow.name}>
              {workflow.name}
            </Link>
          )}
          <p>
            <WorkflowState workflow={workflow} />
            {workflow.tags.map((tag) => (
              <button key={tag} type="button" className="wl-tag" onClick={() => actions.pickTag(tag)}>
                {tag}
              </button>
            ))}
          </p>
        </div>
      </div>
    </td>
  );
}

function StepsCell({ workflow, kinds }: Pick<Props, "workflow" | "kinds">) {
  const { stepTypes, stepCount, triggerType } = workflow;
  const shown = stepTypes.slice(triggerType === null ? 0 : 1, 5);
  const more = stepCount - shown.length - (triggerType === null ? 0 : 1);
  return (
    <td className="wl-steps">
      <span title={`${stepCount} ${stepCount === 1 ? "step" : "steps"}`}>
        {shown.map((type, index) => (
          <NodeIcon
            // biome-ignore lint/suspicious/noArrayIndexKey: a type may stand there twice, and its place is what it is
            key={index}
            size="sm"
            icon={kinds.get(type)?.icon ?? "circle-help"}
            role={kinds.get(type)?.role}
          />
        ))}
        {more > 0 && <span className="wl-count">+{more}</span>}
      </span>
    </td>
  );
}

function LastRunCell({ workflow: { id, lastRun } }: Pick<Props, "workflow">) {
  if (lastRun === null) return <td className="wl-last text-muted">Never run</td>;
  return (
    <td className="wl-last">
      <Link prefetch={false} href={`/workflows/${id}/runs/${lastRun.id}`}>
        <StatusPill status={shownRunStatus(lastRun)} plain />
        <span>
          <RelativeTime at={lastRun.at} />
        </span>
      </Link>
    </td>
  );
}

/** The day's runs and what failed of them, each leading to those runs. */
function RunsCells({ workflow: { id, runs24h } }: Pick<Props, "workflow">) {
  const { since, total, failed } = runs24h;
  const runs = `/runs?workflowId=${id}&from=${encodeURIComponent(since)}`;
  return (
    <>
      <td className="wl-day">
        <Link prefetch={false} href={runs}>
          <HourBars runs={runs24h} />
          <span className="wl-count">{format.format(total)}</span>
        </Link>
      </td>
      <td className="wl-failed">
        {failed > 0 ? (
          <Link prefetch={false} href={`${runs}&status=failed`} aria-label={`${failed} failed in 24 hours`}>
            {format.format(failed)}
          </Link>
        ) : (
          <span className="text-muted">{total === 0 ? "–" : "0"}</span>
        )}
      </td>
    </>
  );
}

const format = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
