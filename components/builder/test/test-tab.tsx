"use client";
import { Pin, Send } from "lucide-react";
import { useState } from "react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import { triggerNodeOf } from "@/lib/graph/traverse";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/skeleton";
import { useBuilder, useDraft, useScene } from "../builder-context";
import { EventChooser } from "./event-chooser";
import { EventDialog } from "./event-dialog";
import { runTest } from "./run-test";
import { SendDialog } from "./send-dialog";
import { testWorkflow } from "./start-test";
import { StepResultView } from "./step-result";
import { useOutOfDate } from "./use-out-of-date";
import { usePinning } from "./use-pinning";
import { usePins, useTestEvent, useTests } from "./use-test-event";
import "./test.css";

interface Props {
  node: WorkflowNode;
  descriptor: NodeDescriptor;
}

/** Choose an event, test the step, see what it found. */
export function TestTab({ node, descriptor }: Props) {
  const draft = useDraft();
  const { lookup } = useScene();
  const trigger = triggerNodeOf(draft, lookup);
  const triggerDescriptor = trigger && lookup(trigger.type);
  if (trigger === undefined || triggerDescriptor === undefined)
    return <p className="bt-note">Add a trigger first: a test needs an event to start with.</p>;
  return (
    <div className="bt-tab">
      <EventPart trigger={trigger} descriptor={triggerDescriptor} />
      {descriptor.kind !== "trigger" && (
        <StepResultView
          nodeId={node.id}
          inputs={descriptor.inputs}
          fields={descriptor.outputs}
          example={descriptor.sample}
        />
      )}
    </div>
  );
}

function EventPart({ trigger, descriptor }: { trigger: WorkflowNode; descriptor: NodeDescriptor }) {
  const { event, loading } = useTestEvent();
  const [editing, setEditing] = useState<"form" | "json" | null>(null);
  return (
    <section aria-label="Event">
      <header className="bt-head">
        <h3>Test with</h3>
        <i className="bd-grow" />
        <button type="button" className="bd-link" onClick={() => setEditing("form")}>
          Edit as form
        </button>
        <span>or</span>
        <button type="button" className="bd-link" onClick={() => setEditing("json")}>
          JSON
        </button>
      </header>
      {loading ? <Skeleton className="h-40" /> : <EventChooser triggerType={trigger.type} />}
      <PinEvent trigger={trigger} />
      {editing && event && (
        <EventDialog
          event={event}
          fields={descriptor.outputs}
          startIn={editing}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}

/** The event that everybody's tests of this workflow begin with. */
function PinEvent({ trigger }: { trigger: WorkflowNode }) {
  const { tests } = useScene();
  const { event } = useTestEvent();
  const pinned = usePins()[trigger.id] !== undefined;
  const { pin, unpin, busy, error } = usePinning(trigger.id);
  const canPin = event !== null && event.kind !== "pinned";
  const take = async () => {
    await unpin();
    if (tests.getState().chosen?.kind === "pinned") tests.getState().choose(null);
  };
  return (
    <p className="bt-pin" data-on={pinned || undefined}>
      {canPin && (
        <Button
          size="sm"
          variant="ghost"
          loading={busy}
          onClick={() => void pin(event.output).catch(() => undefined)}
        >
          <Pin aria-hidden size={14} /> {pinned ? "Pin this event instead" : "Pin this event"}
        </Button>
      )}
      {pinned && (
        <Button size="sm" variant="ghost" loading={busy} onClick={() => void take().catch(() => undefined)}>
          Unpin
        </Button>
      )}
      {error && <span className="ui-field-error">{error}</span>}
    </p>
  );
}

/** Stays below every tab; what a test finds is shown in its own. */
export function TestFooter({ node, descriptor }: Props) {
  const scene = useScene();
  const running = useTests((state) => state.running);
  const isTestOpen = useBuilder((state) => state.stepTab === "test");
  const busy = running !== null;
  if (descriptor.kind === "trigger")
    return (
      <div className="bt-foot">
        <Button
          variant="primary"
          loading={running === "all"}
          aria-disabled={busy}
          onClick={() => testWorkflow(scene)}
        >
          Test the workflow
        </Button>
      </div>
    );
  const test = (mode: "to" | "step") => () => {
    scene.store.getState().openTab("test");
    void runTest(scene, { mode, nodeId: node.id });
  };
  return (
    <div className="bt-foot">
      <Button loading={running === "step"} aria-disabled={busy} onClick={test("step")}>
        Test step
      </Button>
      <Button loading={running === "to"} aria-disabled={busy} onClick={test("to")}>
        Test to here
      </Button>
      {isTestOpen && <SendButton node={node} descriptor={descriptor} />}
    </div>
  );
}

/** Only what a test has shown can be sent, and only while that still holds. */
function SendButton({ node, descriptor }: Props) {
  const [asking, setAsking] = useState(false);
  const result = useTests((state) => state.results[node.id]);
  const mode = useTests((state) => (state.last?.to === node.id ? state.last.mode : "to"));
  const running = useTests((state) => state.running);
  const outOfDate = useOutOfDate();
  if (descriptor.role !== "action" || !descriptor.canFail) return null;
  const stale = result !== undefined && outOfDate(node.id, result.basis) !== null;
  const ready = result !== undefined && result.step.destinations.length > 0 && !stale;
  return (
    <>
      <Button
        disabled={!ready}
        aria-disabled={running !== null}
        title={ready ? undefined : stale ? "Test it again first: something changed since" : "Test it first"}
        onClick={() => setAsking(true)}
      >
        <Send aria-hidden size={14} /> Send for real
      </Button>
      {asking && result && (
        <SendDialog
          step={result.step}
          stepName={nodeName(node, descriptor)}
          order={{ mode, nodeId: node.id }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
