"use client";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useMemo, useState } from "react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { bodyOf, loopsAround } from "@/lib/graph/loops";
import { nodeIdOf } from "@/lib/graph/step-key";
import { edgesFrom } from "@/lib/graph/traverse";
import { EACH_BRANCH } from "@/lib/graph/workflow";
import { WorkflowCanvas } from "../canvas/workflow-canvas";
import "../builder/inspector/inspector.css";
import { MayEdit } from "../shell/may-edit";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { AskingItems } from "./iterations/asking-items";
import { IterationBar } from "./iterations/iteration-bar";
import { loopOfIteration } from "./iterations/iteration-chain";
import { type RunView, useRunView } from "./iterations/use-run-view";
import { WholeItem } from "./iterations/whole-item";
import { QuestionPanel } from "./question-panel";
import { RunBar } from "./run-bar";
import { runMarks } from "./run-marks";
import { isAsking } from "./shown-status";
import { StepDetail } from "./step-detail";
import { StepKeys } from "./step-keys";
import { StepTimeline } from "./step-timeline";

interface Props {
  runId: string;
  nodes: readonly NodeDescriptor[];
}

/** Outside of the shell, so the address has to be read by an adapter of its own. */
export const RunPage = ({ mayEdit, ...props }: Props & { mayEdit: boolean }) => (
  <MayEdit value={mayEdit}>
    <NuqsAdapter>
      <Loaded {...props} />
    </NuqsAdapter>
  </MayEdit>
);

function Loaded({ runId, nodes }: Props) {
  const { view, error, refetch, refusal, choose } = useRunView(runId);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!view) return <Skeleton className="m-8 h-96" />;
  return <Run run={view} nodes={nodes} refusal={refusal} onChooseItem={(key) => void choose(key)} />;
}

interface RunProps {
  run: RunView;
  nodes: readonly NodeDescriptor[];
  refusal: string | undefined;
  onChooseItem: (key: string | null) => void;
}

function Run({ run, nodes, refusal, onChooseItem }: RunProps) {
  const descriptors = useMemo(() => Object.fromEntries(nodes.map((node) => [node.type, node])), [nodes]);
  const trigger = run.document.nodes.find((node) => descriptors[node.type]?.kind === "trigger");
  const [selected, setSelected] = useState<string | undefined>(() => firstToLookAt(run) ?? trigger?.id);
  const marks = useMemo(() => runMarks(run.document, run, trigger?.id), [run, trigger]);
  const order = useMemo(
    () => [
      ...(trigger && run.inner === null ? [trigger.id] : []),
      ...(run.inner ?? run.steps).map(({ nodeId }) => nodeId),
    ],
    [run, trigger],
  );
  /** What is looked at stays, where the item has it too: so items can be compared. */
  const choose = (key: string | null) => {
    onChooseItem(key);
    const loop = nodeIdOf(key ?? run.chain[0] ?? "");
    if (key === null) setSelected(loop);
    else if (!bodyOf(run.document, loop).includes(selected ?? "") || isFailed(run, key))
      setSelected(firstInItem(run, key));
  };
  return (
    <div className="grid h-screen grid-rows-[auto_minmax(0,1fr)]">
      <RunBar run={run} />
      <StepKeys
        run={run}
        descriptors={descriptors}
        order={order}
        selected={selected}
        onSelect={setSelected}
      />
      <div className="grid min-h-0 grid-cols-[minmax(0,1fr)_400px] max-[1100px]:grid-cols-[minmax(0,1fr)_340px]">
        <div className="flex min-h-0 min-w-0 flex-col">
          <IterationBar run={run} descriptors={descriptors} refusal={refusal} onChoose={choose} />
          <div className="relative min-h-0 flex-1">
            <WorkflowCanvas
              document={run.document}
              descriptors={descriptors}
              mode="view"
              nodeMarks={marks.nodes}
              edgeMarks={marks.edges}
              selectedIds={selected ? [selected] : []}
              onSelectionChange={(ids) => ids[0] && setSelected(ids[0])}
              label={`${run.workflowName}, as it ran`}
            />
          </div>
          <StepTimeline run={run} descriptors={descriptors} selected={selected} onSelect={setSelected} />
        </div>
        <aside className="min-h-0 overflow-y-auto border-l border-hairline bg-card">
          {run.chain.length === 0 && <AskingItems loops={run.loops} onChoose={choose} />}
          <WholeItem run={run} />
          {run.needsAnswer &&
            run.steps
              .filter(isAsking)
              .map((step) => (
                <QuestionPanel key={step.key} run={run} step={step} descriptors={descriptors} />
              ))}
          {selected && (
            <StepDetail
              run={run}
              nodeId={selected}
              descriptors={descriptors}
              isTrigger={selected === trigger?.id}
              onChooseItem={choose}
            />
          )}
        </aside>
      </div>
    </div>
  );
}

/** In the item that the address names; else what asks, what failed, what stopped the run. */
function firstToLookAt(run: RunView): string | undefined {
  const item = run.chain.at(-1);
  if (item !== undefined) return firstInItem(run, item);
  const asking = run.loops.find(({ iterations }) => iterations.some(({ needsAnswer }) => needsAnswer));
  return (
    run.steps.find(isAsking)?.nodeId ??
    asking?.nodeId ??
    run.error?.nodeId ??
    run.steps.find((step) => step.status === "completed" && step.branches?.length === 0)?.nodeId
  );
}

const itemOf = (run: RunView, key: string) =>
  loopOfIteration(run.loops, key)?.iterations.find((iteration) => iteration.key === key);

const isFailed = (run: RunView, key: string): boolean => (itemOf(run, key)?.error?.nodeId ?? null) !== null;

/** What failed in it, else where it begins. */
function firstInItem(run: RunView, key: string): string {
  const loop = nodeIdOf(key);
  const failed = itemOf(run, key)?.error?.nodeId;
  const first = edgesFrom(run.document, loop).find(({ branch }) => branch === EACH_BRANCH)?.target;
  const isInIt = failed !== undefined && loopsAround(run.document, failed).includes(loop);
  return (isInIt ? failed : first) ?? loop;
}
