"use client";
import { useQueryClient } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";
import { useId, useState } from "react";
import { DoorError } from "@/lib/contracts/call";
import { type Answer, answerRun, type RunDetail, type StepView } from "@/lib/contracts/runs";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import { nodeOf } from "@/lib/graph/traverse";
import { ERROR_BRANCH } from "@/lib/graph/workflow";
import { useDoorMutation } from "../api/use-door";
import { useMayEdit } from "../shell/may-edit";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";

interface Props {
  run: RunDetail;
  step: StepView;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
}

/** What a run asks after a try that was cut short, in plain words, with what each answer does. */
export function QuestionPanel({ run, step, descriptors }: Props) {
  const answer = useDoorMutation(answerRun);
  const mayEdit = useMayEdit();
  const queries = useQueryClient();
  const [given, setGiven] = useState<Answer | null>(null);
  const titleId = useId();
  const node = nodeOf(run.document, step.nodeId);
  const { question, nodeId, key } = step;
  if (!node || question === null) return null;
  const name = nodeName(node, descriptors[node.type]);
  /** Somebody else may have been faster: then this question is gone, and the reason with it, but for the toast. */
  const showWhatIsThere = (error: Error) => {
    if (!(error instanceof DoorError) || error.status !== 409) return;
    toast.error(error.message, { description: error.body.hint });
    void queries.invalidateQueries();
  };
  const give = (value: Answer) => {
    setGiven(value);
    answer.mutate(
      { params: { runId: run.id }, body: { nodeId: key, attempt: question.attempt, answer: value } },
      { onError: showWhatIsThere },
    );
  };
  return (
    <section aria-labelledby={titleId} className="border-b border-hairline p-5">
      <div className="in-issue">
        <CircleHelp aria-hidden size={16} />
        <div className="flex flex-col gap-2">
          <h2 id={titleId} className="text-[14px] font-semibold">
            Did “{name}” happen?
          </h2>
          <p>
            It began at <Moment at={question.startedAt} />, and Hookline was stopped before the outcome came
            back. It may have happened or not. So that nothing happens twice, it was not done again, and the
            run waits for you.
          </p>
        </div>
      </div>
      {mayEdit ? (
        <ul className="mt-4 flex flex-col gap-4">
          {choices(run, nodeId).map(({ value, label, effect }, index) => (
            <li key={value} className="flex flex-col items-start gap-1">
              <Button
                variant={index === 0 ? "primary" : "secondary"}
                aria-describedby={`${titleId}-${value}`}
                loading={answer.isPending && given === value}
                aria-disabled={answer.isPending}
                onClick={() => give(value)}
              >
                {label}
              </Button>
              <span id={`${titleId}-${value}`} className="text-[13px] text-ink-2">
                {effect}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-4 text-[13px] text-ink-2">Somebody who may edit this workflow can answer it.</p>
      )}
      {answer.error && (
        <p role="alert" className="mt-4 text-[13px] text-error">
          {answer.error.message}
        </p>
      )}
    </section>
  );
}

function choices(run: RunDetail, nodeId: string): { value: Answer; label: string; effect: string }[] {
  const isCaught = run.document.edges.some(
    ({ source, branch }) => source === nodeId && branch === ERROR_BRANCH,
  );
  return [
    {
      value: "skip",
      label: "It happened: go on",
      effect:
        "The step counts as completed. It has no output, so later steps that use its fields get nothing.",
    },
    {
      value: "repeat",
      label: "It did not: do it again",
      effect: "The step is done once more. Should it have happened after all, it happens twice.",
    },
    isCaught
      ? {
          value: "fail",
          label: "Count it as failed",
          effect: "The run goes on where the step leads if it fails.",
        }
      : { value: "fail", label: "Stop the run here", effect: "The step and the run end as failed." },
  ];
}

/** By the reader's clock and language, date and seconds included: people compare it with what the other side shows. */
const Moment = ({ at }: { at: string }) => (
  <time dateTime={at} title={at} suppressHydrationWarning>
    {new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" })}
  </time>
);
