"use client";
import type { JsonValue } from "@/lib/base/json";
import type { ConditionReport } from "@/lib/conditions/condition";
import type { Answer, LoopView, StepView } from "@/lib/contracts/runs";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeName, nodeNameById } from "@/lib/graph/fields";
import { labelledInput, labelledOutput } from "@/lib/graph/labelled-values";
import { loopsAround } from "@/lib/graph/loops";
import { partsOf } from "@/lib/graph/step-key";
import { nodeOf } from "@/lib/graph/traverse";
import { WAITING_FOR_TURN } from "@/lib/graph/waiting-for-turn";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { NodeIcon } from "../ui/node-icon";
import { RelativeTime } from "../ui/relative-time";
import { StatusPill } from "../ui/status-pill";
import { Decision } from "./decision";
import { DetailPart } from "./detail-part";
import { duration } from "./duration";
import { Failure } from "./failure";
import { IterationList } from "./iterations/iteration-list";
import type { RunView } from "./iterations/use-run-view";
import { JsonView } from "./json-view";
import { shownStepStatus } from "./shown-status";

export interface StepsProps {
  run: RunView;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
}
interface Props extends StepsProps {
  nodeId: string;
  isTrigger: boolean;
  /** Looks at an item of a loop. */
  onChooseItem: (key: string) => void;
}

/** Everything that is known of one step of a run. */
export function StepDetail({ run, nodeId, descriptors, isTrigger, onChooseItem }: Props) {
  const node = nodeOf(run.document, nodeId);
  const descriptor = node && descriptors[node.type];
  const step = run.steps.find((candidate) => candidate.nodeId === nodeId);
  if (!node) return null;
  const loop = loopToChooseFrom(run, nodeId);
  return (
    <section aria-label={nodeName(node, descriptor)} className="flex flex-col gap-5 p-5">
      <header className="flex items-center gap-3">
        <NodeIcon icon={descriptor?.icon ?? "circle-help"} role={descriptor?.role ?? "action"} size="lg" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-[16px] font-semibold">{nodeName(node, descriptor)}</h2>
          <p className="text-[12px] text-muted">{kindOf(node, descriptor)}</p>
        </div>
        <StatusPill status={statusOf({ step, loop, isTrigger })} />
      </header>
      {loop && step === undefined && (
        <p className="text-ink-2">
          This step is done once for each item of “
          {nodeNameById(run.document, loop.nodeId, (type) => descriptors[type])}”. Choose an item to see what
          it did.
        </p>
      )}
      {loop && (
        <IterationList
          loop={loop}
          chosen={run.chain.find((key) => partsOf(key).loop === loop.key)}
          onChoose={onChooseItem}
        />
      )}
      {isTrigger ? (
        <DetailPart title="What it gave">
          <JsonView value={labelledOutput(run.triggerOutput as JsonValue, descriptor?.outputs)} />
        </DetailPart>
      ) : (
        (step !== undefined || loop === undefined) && (
          <StepParts
            run={run}
            step={step}
            descriptors={descriptors}
            descriptor={descriptor}
            isLoop={loop !== undefined}
          />
        )
      )}
    </section>
  );
}

/** A loop's own, and of a step that stands for many the loop that it is in. */
function loopToChooseFrom({ document, loops, steps }: RunView, nodeId: string): LoopView | undefined {
  const own = loops.findLast((loop) => loop.nodeId === nodeId);
  if (own !== undefined || steps.some((step) => step.nodeId === nodeId)) return own;
  return loops.findLast((loop) => loopsAround(document, nodeId).includes(loop.nodeId));
}

function statusOf({
  step,
  loop,
  isTrigger,
}: {
  step: StepView | undefined;
  loop: LoopView | undefined;
  isTrigger: boolean;
}): string {
  if (isTrigger) return "completed";
  if (step === undefined) return loop === undefined ? "pending" : worstOf(loop);
  const isOpen = step.status === "waiting" && loop?.iterations.some(({ status }) => status === "running");
  return isOpen ? "running" : shownStepStatus(step);
}

const worstOf = ({ iterations }: LoopView): string =>
  ["failed", "waiting", "running"].find((status) => iterations.some((each) => each.status === status)) ??
  (iterations.length === 0 ? "pending" : "completed");

/** What it is; where its name says that already, whose it is. */
function kindOf(node: WorkflowNode, descriptor: NodeDescriptor | undefined): string {
  if (descriptor === undefined) return node.type;
  if (descriptor.kind === "trigger") return `${descriptor.integrationName} · Trigger`;
  return nodeName(node, descriptor) === descriptor.name ? descriptor.integrationName : descriptor.name;
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
  descriptor,
  isLoop,
}: StepsProps & {
  step: StepView | undefined;
  descriptor: NodeDescriptor | undefined;
  isLoop: boolean;
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
      <Failure run={run} step={step} descriptors={descriptors} />
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
      {/* A loop's input are the items that are listed above. */}
      {step.input !== null && !report && !isLoop && (
        <DetailPart title="Input">
          <JsonView value={labelledInput(step.input as JsonValue, descriptor?.inputs)} />
        </DetailPart>
      )}
      {/* While a loop is open, what is recorded are the items that are listed above. */}
      {step.output !== null && !(isLoop && step.status === "waiting") && (
        <DetailPart title="Output">
          <JsonView value={labelledOutput(step.output as JsonValue, descriptor?.outputs)} />
        </DetailPart>
      )}
      <Attempts step={step} />
    </>
  );
}

function Attempts({ step }: { step: StepView }) {
  if (step.attempts.length === 0) return null;
  return (
    <DetailPart title={step.attempts.length === 1 ? "One try" : `${step.attempts.length} tries`}>
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
    </DetailPart>
  );
}
