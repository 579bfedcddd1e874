"use client";
/** Below the canvas: the last test, step by step. Closed it is one line. */
import {
  ChevronDown,
  ChevronUp,
  CircleCheck,
  CircleX,
  Filter,
  History,
  type LucideIcon,
  RotateCw,
} from "lucide-react";
import { nodeName } from "@/lib/graph/fields";
import { nodeOf } from "@/lib/graph/traverse";
import { duration } from "../../runs/duration";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { NodeIcon } from "../../ui/node-icon";
import { useBuilder, useCommands, useDraft, useScene } from "../builder-context";
import { runTest } from "./run-test";
import { StepState } from "./step-state";
import type { LastTest, StepResult } from "./test-store";
import { useOutOfDate } from "./use-out-of-date";
import { useTests } from "./use-test-event";
import "./test.css";

export function TestDrawer() {
  const { tests } = useScene();
  const last = useTests((state) => state.last);
  const running = useTests((state) => state.running);
  const open = useTests((state) => state.drawer);
  const error = useTests((state) => state.error);
  if (last === null && running === null && error === null) return null;
  const isTesting = running !== null && running !== "send";
  const Chevron = open ? ChevronDown : ChevronUp;
  return (
    <section className="bt-drawer" aria-label="Last test" data-open={open || undefined}>
      <header>
        <h2>Last test</h2>
        <span role="status">{isTesting ? "Testing…" : last && <Outcome status={last.status} />}</span>
        {!isTesting && last && <Summary last={last} />}
        {error && (
          <span className="bt-reason" role="alert">
            {error}
          </span>
        )}
        <i className="bd-grow" />
        {open && last && <Again last={last} busy={running !== null} />}
        <IconButton
          label={open ? "Close the last test" : "Open the last test"}
          aria-expanded={open}
          onClick={() => tests.getState().openDrawer(!open)}
        >
          <Chevron aria-hidden size={16} strokeWidth={1.5} />
        </IconButton>
      </header>
      {open && last && <Steps last={last} />}
    </section>
  );
}

const OUTCOMES: Record<LastTest["status"], { word: string; state: string; Icon: LucideIcon }> = {
  completed: { word: "Completed", state: "passed", Icon: CircleCheck },
  until: { word: "Done to the step", state: "passed", Icon: CircleCheck },
  filtered: { word: "Filtered", state: "filtered", Icon: Filter },
  failed: { word: "Failed", state: "failed", Icon: CircleX },
  not_started: { word: "Would not start", state: "failed", Icon: CircleX },
};

/** The one thing that is said as soon as it is known. */
function Outcome({ status }: Pick<LastTest, "status">) {
  const { word, state, Icon } = OUTCOMES[status];
  return (
    <span className="wf-status" data-status={state} data-testid="last-test">
      <Icon aria-hidden size={14} /> {word}
    </span>
  );
}

function Summary({ last }: { last: LastTest }) {
  const results = useTests((state) => state.results);
  const outOfDate = useOutOfDate();
  const stale = last.order.some((id) => {
    const result = results[id];
    return result !== undefined && outOfDate(id, result.basis) !== null;
  });
  return (
    <>
      <span>{duration(last.tookMs)}</span>
      {stale && (
        <span className="wf-status" data-status="stale">
          <History aria-hidden size={14} /> Out of date
        </span>
      )}
      <span className="bt-with">
        {last.event.name} {last.event.about && <code>{last.event.about}</code>}
      </span>
    </>
  );
}

function Again({ last, busy }: { last: LastTest; busy: boolean }) {
  const scene = useScene();
  const draft = useDraft();
  const { to, mode } = last;
  const nodeId = to !== null && nodeOf(draft, to) === undefined ? null : to;
  return (
    <Button size="sm" disabled={busy} onClick={() => void runTest(scene, { mode, nodeId })}>
      <RotateCw aria-hidden size={14} /> Test again
    </Button>
  );
}

function Steps({ last }: { last: LastTest }) {
  const results = useTests((state) => state.results);
  const found = last.order.flatMap((id) => results[id] ?? []);
  if (last.status === "not_started") return <p className="bt-note">{last.message}</p>;
  if (found.length === 0) return <p className="bt-note">No step comes after the trigger yet.</p>;
  const whole = Math.max(1, ...found.map(({ step }) => step.tookMs));
  return (
    <ol className="bt-steps">
      {found.map((result) => (
        <Row key={result.step.nodeId} result={result} share={result.step.tookMs / whole} />
      ))}
    </ol>
  );
}

function Row({ result, share }: { result: StepResult; share: number }) {
  const draft = useDraft();
  const { lookup, canvas } = useScene();
  const { select, openTab } = useCommands();
  const outOfDate = useOutOfDate();
  const { step, sent, basis } = result;
  const selected = useBuilder((state) => state.selectedIds[0] === step.nodeId);
  const node = nodeOf(draft, step.nodeId);
  if (node === undefined) return null;
  const descriptor = lookup(node.type);
  const open = () => {
    select([node.id]);
    openTab("test");
    canvas.current?.reveal(node.id);
  };
  return (
    <li>
      <button type="button" aria-current={selected || undefined} onClick={open}>
        <NodeIcon icon={descriptor?.icon ?? "circle-help"} role={descriptor?.role ?? "action"} size="sm" />
        <b>{nodeName(node, descriptor)}</b>
        <StepState step={step} sent={sent} stale={outOfDate(node.id, basis) !== null} />
        <span className="bt-why">{step.reason ?? step.destinations[0] ?? ""}</span>
        <i aria-hidden className="bt-bar" style={{ width: `${Math.max(2, share * 96)}px` }} />
        <small>{duration(step.tookMs)}</small>
      </button>
    </li>
  );
}
