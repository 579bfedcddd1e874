"use client";
import { History, LoaderCircle } from "lucide-react";
import type { JsonValue } from "@/lib/base/json";
import type { ConditionReport } from "@/lib/conditions/condition";
import type { TestedStep } from "@/lib/contracts/tests";
import type { InputField, OutputField } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import { labelledInput, labelledOutput } from "@/lib/graph/labelled-values";
import { nodeOf } from "@/lib/graph/traverse";
import { duration } from "../../runs/duration";
import { JsonView } from "../../runs/json-view";
import { useDraft, useScene } from "../builder-context";
import { PinPart } from "./pin-part";
import { ReportView } from "./report-view";
import { RequestView } from "./request-view";
import { runTest } from "./run-test";
import { StepState } from "./step-state";
import type { StepResult } from "./test-store";
import { TriedItems } from "./tried-items";
import { useOutOfDate } from "./use-out-of-date";
import { useTests } from "./use-test-event";

interface Props {
  nodeId: string;
  inputs: readonly InputField[];
  fields: readonly OutputField[];
  example: JsonValue;
}

/** What the last test found of the step. */
export function StepResultView({ nodeId, inputs, fields, example }: Props) {
  const result = useTests((state) => state.results[nodeId]);
  const running = useTests((state) => state.running);
  const error = useTests((state) => state.error);
  return (
    <>
      {running && (
        <p className="bt-running" role="status">
          <LoaderCircle aria-hidden size={14} className="animate-spin" />
          {running === "send" ? "Sending…" : "Testing…"}
        </p>
      )}
      {error && (
        <p className="in-issue" data-severity="error" role="alert">
          {error}
        </p>
      )}
      <NotStarted />
      {result ? (
        <Found result={result} inputs={inputs} fields={fields} example={example} />
      ) : (
        <>
          <p className="bt-note">Not tested yet. A test sends nothing.</p>
          <PinPart nodeId={nodeId} fields={fields} output={example} />
        </>
      )}
    </>
  );
}

/** The event itself would start no run. */
function NotStarted() {
  const last = useTests((state) => state.last);
  if (last?.status !== "not_started") return null;
  return (
    <p className="in-issue" data-severity="error" role="alert">
      This event starts nothing. {last.message}
    </p>
  );
}

interface FoundProps extends Omit<Props, "nodeId"> {
  result: StepResult;
}

function Found({ result, inputs, fields, example }: FoundProps) {
  const { step, sent } = result;
  const report = step.report as unknown as ConditionReport | null;
  return (
    <section className="bt-result" aria-label="Result" data-testid="test-result">
      <OutOfDate result={result} />
      <p className="bt-summary">
        <StepState step={step} sent={sent} />
        <span>{duration(step.tookMs)}</span>
        <span className="bt-with">with {result.eventName}</span>
      </p>
      {step.reason && <p className={step.status === "failed" ? "bt-reason" : "bt-note"}>{step.reason}</p>}
      {step.waitUntil && (
        <p className="bt-note">A run would wait until {new Date(step.waitUntil).toLocaleString()}.</p>
      )}
      <Assumed nodeId={step.nodeId} />
      <TriedItems nodeId={step.nodeId} />
      {report && <ReportView report={report} />}
      {step.requests.length > 0 && <RequestView requests={step.requests} sent={sent} />}
      {step.input !== null && !report && (
        <Values title="Input" value={labelledInput(step.input as JsonValue, inputs)} folded />
      )}
      {step.output && (
        <Values
          title="Output"
          note={ORIGINS[originOf(step, sent)]}
          value={labelledOutput(step.output.value as JsonValue, fields)}
        />
      )}
      <PinPart nodeId={step.nodeId} fields={fields} output={(step.output?.value as JsonValue) ?? example} />
    </section>
  );
}

type Origin = NonNullable<TestedStep["output"]>["from"] | "sent";
const originOf = ({ output }: TestedStep, sent: boolean): Origin =>
  sent && output?.from === "run" ? "sent" : (output?.from ?? "run");

const ORIGINS: Record<Origin, string | null> = {
  run: null,
  sent: "what came back",
  pin: "pinned",
  last: "of an earlier test",
  example: "an example; the real one is known once it is sent",
};

function OutOfDate({ result }: { result: StepResult }) {
  const scene = useScene();
  const last = useTests((state) => state.last);
  const why = useOutOfDate()(result.step.nodeId, result.basis);
  if (why === null) return null;
  const again = () => void runTest(scene, { mode: last?.mode ?? "to", nodeId: result.step.nodeId });
  return (
    <div className="bt-stale" role="status">
      <History aria-hidden size={16} />
      <span>
        <b>Out of date</b>, {why}
      </span>
      <button type="button" className="bd-link" onClick={again}>
        Test again
      </button>
    </div>
  );
}

const FROM = { pin: "pinned", last: "of an earlier test", example: "its example" } as const;

/** In a test of one step alone, what stood for the steps before it. */
function Assumed({ nodeId }: { nodeId: string }) {
  const draft = useDraft();
  const { lookup } = useScene();
  const last = useTests((state) => state.last);
  if (last?.mode !== "step" || last.to !== nodeId || last.assumed.length === 0) return null;
  const words = last.assumed.map(({ nodeId: id, from }) => {
    const node = nodeOf(draft, id);
    return `${node ? nodeName(node, lookup(node.type)) : "a step"} (${FROM[from]})`;
  });
  return <p className="bt-note">Steps before it were not run; their outputs: {words.join(", ")}.</p>;
}

interface ValuesProps {
  title: string;
  note?: string | null;
  value: JsonValue;
  folded?: boolean;
}

function Values({ title, note, value, folded }: ValuesProps) {
  return (
    <details className="bt-values" open={!folded}>
      <summary>
        {title} {note && <small>{note}</small>}
      </summary>
      <JsonView value={value} />
    </details>
  );
}
