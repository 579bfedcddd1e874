"use client";
import { ChevronLeft, ChevronRight, CircleAlert, X } from "lucide-react";
import { nodeName } from "@/lib/graph/fields";
import { nodeIdOf, partsOf } from "@/lib/graph/step-key";
import { nodeOf } from "@/lib/graph/traverse";
import { Button } from "../../ui/button";
import { StatusPill } from "../../ui/status-pill";
import type { StepsProps } from "../step-detail";
import { aroundOf, loopOfIteration } from "./iteration-chain";
import { itemName, shownIteration } from "./iteration-words";

interface Props extends StepsProps {
  /** Why it cannot be shown. */
  refusal: string | undefined;
  onChoose: (key: string | null) => void;
}

/** Which item one looks at, and the way to the others. */
export function IterationBar({ run, descriptors, refusal, onChoose }: Props) {
  const key = run.chain.at(-1);
  const loop = key === undefined ? undefined : loopOfIteration(run.loops, key);
  const whole = (
    <Button variant="ghost" onClick={() => onChoose(null)}>
      <X aria-hidden size={14} /> Whole run
    </Button>
  );
  if (refusal !== undefined)
    return (
      <Frame label="Item">
        <p role="alert" className="min-w-0 flex-1 text-[13px]">
          {refusal}
        </p>
        {whole}
      </Frame>
    );
  if (key === undefined || loop === undefined) return null;
  const current = loop.iterations.find((each) => each.key === key);
  const around = aroundOf(loop, key);
  const node = nodeOf(run.document, nodeIdOf(key));
  const step = (label: string, to: string | null, Icon: typeof ChevronLeft) => (
    <Button
      variant="ghost"
      aria-label={label}
      title={label}
      disabled={to === null}
      onClick={() => to && onChoose(to)}
    >
      <Icon aria-hidden size={16} />
    </Button>
  );
  return (
    <Frame label="Item">
      <span className="flex min-w-0 flex-1 items-center gap-2 text-[13px]">
        <Outer run={run} onChoose={onChoose} />
        <b className="flex-none font-semibold" title={node && nodeName(node, descriptors[node.type])}>
          {itemName(partsOf(key), loop.total)}
        </b>
        <span className="truncate text-ink-2" data-testid="item">
          {current?.item}
        </span>
        {current && <StatusPill status={shownIteration(current)} />}
      </span>
      <span className="flex flex-none items-center">
        {(around.failedBefore !== null || around.failedAfter !== null) && (
          <span className="mr-2 flex items-center border-r border-hairline pr-2 text-error">
            {step("Previous failed item", around.failedBefore, ChevronLeft)}
            <CircleAlert aria-hidden size={14} />
            {step("Next failed item", around.failedAfter, ChevronRight)}
          </span>
        )}
        {step("Previous item", around.before, ChevronLeft)}
        {step("Next item", around.after, ChevronRight)}
        {whole}
      </span>
    </Frame>
  );
}

const Frame = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <section
    aria-label={label}
    className="flex min-h-[44px] items-center gap-3 border-b border-hairline bg-card px-4 py-1"
  >
    {children}
  </section>
);

/** Of a loop in a loop: the item of the outer one. */
function Outer({ run, onChoose }: Pick<Props, "run" | "onChoose">) {
  const key = run.chain.at(-2);
  const loop = key === undefined ? undefined : loopOfIteration(run.loops, key);
  if (key === undefined || loop === undefined) return null;
  return (
    <>
      <button
        type="button"
        className="flex-none cursor-pointer border-0 bg-transparent p-0 underline"
        onClick={() => onChoose(key)}
      >
        {itemName(partsOf(key), loop.total)}
      </button>
      <ChevronRight aria-hidden size={14} className="flex-none text-muted" />
    </>
  );
}
