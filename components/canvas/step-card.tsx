"use client";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { TriangleAlert } from "lucide-react";
import { memo, useCallback, useSyncExternalStore } from "react";
import { ERROR_BRANCH } from "@/lib/graph/workflow";
import { useCanvas } from "./canvas-context";
import type { TestMark } from "./canvas-props";
import { CardBranches } from "./card-branches";
import { CardFooter } from "./card-footer";
import { CardHead } from "./card-head";
import { CardSentence } from "./card-sentence";
import { CardToolbar } from "./card-toolbar";
import { type CardData, type CardElement, nodeLabel } from "./flow-elements";
import { OpenWay } from "./open-way";
import { CardPeople } from "./person-mark";
import { branchRows, handleOf } from "./ways-out";

/** One step: what it is, what it does in a sentence, and how it stands. Where it is and how large it turned out are its frame's business. */
export const StepCard = memo(
  function StepCard({ id, selected }: NodeProps<CardElement>) {
    const { cardStore } = useCanvas();
    const subscribe = useCallback((changed: () => void) => cardStore.subscribe(id, changed), [cardStore, id]);
    const get = () => cardStore.get(id);
    const data = useSyncExternalStore(subscribe, get, get);
    return data && <Card data={data} selected={selected} />;
  },
  (before, after) => before.id === after.id && before.selected === after.selected,
);

function Card({ data, selected }: { data: CardData; selected: boolean }) {
  const { mode, direction } = useCanvas();
  const { node, descriptor, mark, wired } = data;
  const rows = branchRows(node, descriptor, wired);
  const label = nodeLabel(node, descriptor);
  return (
    <article
      className="wf-card"
      data-node-id={node.id}
      data-testid={`node-${node.id}`}
      data-node-type={node.type}
      data-selected={selected || undefined}
      data-state={cardState(data)}
      data-change={mark?.change}
      aria-label={label}
    >
      {mode === "edit" && <CardToolbar data={data} label={label} />}
      <CardPeople people={mark?.people} />
      {descriptor?.kind !== "trigger" && (
        <Handle
          id="in"
          type="target"
          isConnectable={mode === "edit"}
          position={direction === "down" ? Position.Top : Position.Left}
          className="wf-handle"
          data-full={data.entered || undefined}
          role="img"
          aria-label={`Into ${label}`}
        />
      )}
      <CardHead data={data} label={label} />
      {/* Branches say themselves what the step does; the ways out of a loop do not. */}
      {(rows.length === 0 || descriptor?.loops) && <CardSentence data={data} />}
      {rows.length > 0 && <CardBranches rows={rows} data={data} label={label} />}
      {/* A step that ends its path has no way out at all. */}
      {rows.length === 0 && !descriptor?.branching && <PlainWay data={data} label={label} />}
      <ErrorWay data={data} label={label} />
      <CardFooter data={data} />
    </article>
  );
}

interface WayProps {
  data: CardData;
  label: string;
}

function PlainWay({ data, label }: WayProps) {
  const { direction, mode } = useCanvas();
  const full = data.wired.includes("");
  return (
    <>
      <Handle
        id={handleOf(undefined)}
        type="source"
        isConnectable={mode === "edit"}
        position={direction === "down" ? Position.Bottom : Position.Right}
        className="wf-handle"
        data-full={full || undefined}
        data-taken={isTaken(data) || undefined}
        role="img"
        aria-label={`Out of ${label}`}
      />
      {!full && <OpenWay source={data.node.id} label={label} />}
    </>
  );
}

const isTaken = ({ mark }: CardData) => mark?.status === "completed";

/** The way that a failure takes. A row once it is wired, before that only a handle that shows itself on the card in use. */
function ErrorWay({ data, label }: WayProps) {
  const { mode } = useCanvas();
  const wired = data.wired.includes(ERROR_BRANCH);
  if (!wired && (mode === "view" || !data.descriptor?.canFail)) return null;
  return (
    <div className="wf-error-way" data-wired={wired || undefined}>
      {wired && (
        <>
          <TriangleAlert aria-hidden size={14} />
          <b>If it fails</b>
        </>
      )}
      <Handle
        id={handleOf(ERROR_BRANCH)}
        type="source"
        isConnectable={mode === "edit"}
        position={Position.Right}
        className="wf-handle"
        data-error
        data-full={wired || undefined}
        title={mode === "edit" ? "If it fails: drag to the step that takes over" : undefined}
        role="img"
        aria-label={`Out of ${label} if it fails`}
      />
    </div>
  );
}

/** Drawn as the run page draws the like. */
const testState = ({ state, stale }: TestMark): string => {
  if (stale) return "stale";
  return state === "passed" || state === "sent" ? "completed" : state;
};

function cardState({ node, descriptor, mark }: CardData): string {
  if (mark?.status !== undefined) return mark.status;
  if (mark?.dimmed) return "skipped";
  if (node.disabled) return "disabled";
  if (descriptor === undefined || (mark?.issueCount ?? 0) > 0) return "setup";
  return mark?.test === undefined ? "ready" : testState(mark.test);
}
