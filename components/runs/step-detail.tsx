"use client";
import { Check, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { isRecord, type JsonValue } from "@/lib/base/json";
import type { ConditionReport } from "@/lib/conditions/condition";
import { explainReport, reportRows } from "@/lib/conditions/explain";
import type { Answer, RunDetail, StepView } from "@/lib/contracts/runs";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import { labelerFor } from "@/lib/graph/sources";
import { nodeOf } from "@/lib/graph/traverse";
import { WAITING_FOR_TURN } from "@/lib/graph/waiting-for-turn";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { NodeIcon } from "../ui/node-icon";
import { RelativeTime } from "../ui/relative-time";
import { StatusPill } from "../ui/status-pill";
import { duration } from "./duration";
import { JsonView } from "./json-view";
import { shownStepStatus } from "./shown-status";

interface Props {
  run: RunDetail;
  nodeId: string;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
  isTrigger: boolean;
}

/** Everything that is known of one step of a run. */
export function StepDetail({ run, nodeId, descriptors, isTrigger }: Props) {
  const node = nodeOf(run.document, nodeId);
  const descriptor = node && descriptors[node.type];
  const step = run.steps.find((candidate) => candidate.nodeId === nodeId);
  if (!node) return null;
  const status = isTrigger ? "completed" : step === undefined ? "pending" : shownStepStatus(step);
  return (
    <section aria-label={nodeName(node, descriptor)} className="flex flex-col gap-5 p-5">
      <header className="flex items-center gap-3">
        <NodeIcon icon={descriptor?.icon ?? "circle-help"} role={descriptor?.role ?? "action"} size="lg" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-[16px] font-semibold">{nodeName(node, descriptor)}</h2>
          <p className="text-[12px] text-muted">{kindOf(node, descriptor)}</p>
        </div>
        <StatusPill status={status} />
      </header>
      {isTrigger ? (
        <Part title="What it gave">
          <JsonView value={inSchemaOrder(run.triggerOutput as JsonValue, descriptor)} />
        </Part>
      ) : (
        <StepParts run={run} step={step} descriptors={descriptors} />
      )}
    </section>
  );
}

/** What it is; where its name says that already, whose it is. */
function kindOf(node: WorkflowNode, descriptor: NodeDescriptor | undefined): string {
  if (descriptor === undefined) return node.type;
  if (descriptor.kind === "trigger") return `${descriptor.integrationName} · Trigger`;
  return nodeName(node, descriptor) === descriptor.name ? descriptor.integrationName : descriptor.name;
}

/** The database keeps members in an order of its own; people know them in the schema's. */
function inSchemaOrder(value: JsonValue, descriptor: NodeDescriptor | undefined): JsonValue {
  if (!isRecord(value)) return value;
  const known = (descriptor?.outputs ?? []).map(({ key }) => key).filter((key) => key in value);
  const keys = [...known, ...Object.keys(value).filter((key) => !known.includes(key))];
  return Object.fromEntries(keys.map((key) => [key, value[key] as JsonValue]));
}

/** What somebody said after a try was cut short. */
const ANSWERED: Record<Answer, string> = {
  skip: "it happened, go on.",
  repeat: "do it again.",
  fail: "count it as failed.",
};

function StepParts({
  run,
  step,
  descriptors,
}: {
  run: RunDetail;
  step: StepView | undefined;
  descriptors: Props["descriptors"];
}) {
  if (step === undefined) return <p className="text-ink-2">The run has not come here.</p>;
  if (step.status === "skipped") return <p className="text-ink-2">Skipped: no path of this run led here.</p>;
  const report = step.report as unknown as ConditionReport | null;
  return (
    <>
      {step.error?.code === WAITING_FOR_TURN && (
        <p className="text-ink-2">
          {step.error.message}
          {step.resumeAt && (
            <>
              {" "}
              It goes on <RelativeTime at={step.resumeAt} />.
            </>
          )}
        </p>
      )}
      {step.error && step.error.code !== WAITING_FOR_TURN && (
        <div className="in-issue" data-severity="error" role="alert">
          <div>
            <p className="font-medium">{step.error.message}</p>
            {step.resumeAt && (
              <p>
                It is tried again <RelativeTime at={step.resumeAt} />.
              </p>
            )}
            {step.error.details !== undefined && <JsonView value={step.error.details as JsonValue} />}
          </div>
        </div>
      )}
      {step.status === "waiting" && step.resumeAt && (
        <p className="text-ink-2">
          It goes on <RelativeTime at={step.resumeAt} />.
        </p>
      )}
      {step.question?.answer && step.question.answeredAt && (
        <p className="text-ink-2">
          Answered <RelativeTime at={step.question.answeredAt} />: {ANSWERED[step.question.answer]}
        </p>
      )}
      {report && <Decision run={run} report={report} descriptors={descriptors} />}
      {step.input !== null && !report && (
        <Part title="Input">
          <JsonView value={step.input as JsonValue} />
        </Part>
      )}
      {step.output !== null && (
        <Part title="Output">
          <JsonView value={step.output as JsonValue} />
        </Part>
      )}
      <Attempts step={step} />
    </>
  );
}

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function Earlier({ run, earlier }: { run: RunDetail; earlier: NonNullable<ConditionReport["earlier"]> }) {
  return (
    <p className="text-ink-2">
      Filtered: already on {WHEN.format(new Date(earlier.at))} in run{" "}
      <Link
        href={`/workflows/${run.workflowId}/runs/${earlier.runId}`}
        className="underline [overflow-wrap:anywhere]"
      >
        {earlier.runId}
      </Link>
      .
    </p>
  );
}

function Decision(props: { run: RunDetail; report: ConditionReport; descriptors: Props["descriptors"] }) {
  const { run, report } = props;
  return report.earlier ? <Earlier run={run} earlier={report.earlier} /> : <Conditions {...props} />;
}

function Conditions({
  run,
  report,
  descriptors,
}: {
  run: RunDetail;
  report: ConditionReport;
  descriptors: Props["descriptors"];
}) {
  const labelOf = labelerFor(run.document, (type) => descriptors[type]);
  return report.branches.map(({ id, name, group }) => (
    <Part key={id} title={`${name}: ${group.passed ? "holds" : "does not hold"}`}>
      <ul className="flex flex-col gap-2">
        {reportRows(group).map((row) => {
          const Icon = row.passed ? Check : X;
          const text = explainReport(row, labelOf);
          return (
            <li key={text} className="flex gap-2 text-[13px]">
              <Icon
                aria-label={row.passed ? "holds" : "does not hold"}
                size={16}
                className={`flex-none ${row.passed ? "text-success" : "text-error"}`}
              />
              <span className="[overflow-wrap:anywhere]">{text}</span>
            </li>
          );
        })}
      </ul>
    </Part>
  ));
}

function Attempts({ step }: { step: StepView }) {
  if (step.attempts.length === 0) return null;
  return (
    <Part title={step.attempts.length === 1 ? "One try" : `${step.attempts.length} tries`}>
      <ol className="flex flex-col gap-2 text-[13px]">
        {step.attempts.map((attempt) => (
          <li key={attempt.number} className="flex flex-wrap items-center gap-2">
            <StatusPill status={attempt.status} />
            <span className="text-muted">
              <RelativeTime at={attempt.startedAt} />
              {attempt.finishedAt &&
                attempt.status !== "interrupted" &&
                `, took ${duration(Date.parse(attempt.finishedAt) - Date.parse(attempt.startedAt))}`}
            </span>
            {attempt.error && <span className="w-full text-error">{attempt.error.message}</span>}
          </li>
        ))}
      </ol>
    </Part>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <h3 className="mb-2 text-[13px] font-semibold">{title}</h3>
    {children}
  </div>
);
