"use client";
/** The items of a loop, a thousand as quickly as ten: which became what, and which failed. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { IterationSummary, LoopView } from "@/lib/contracts/runs";
import { Segmented } from "../../ui/segmented";
import { StatusPill } from "../../ui/status-pill";
import { duration } from "../duration";
import { needsALook } from "./iteration-chain";
import { loopWords, shownIteration } from "./iteration-words";

const ROW = 36;
/** A list of ordinary length is there as a whole, for whoever reads the page by other means than sight. */
const DRAWN_WHOLE = 100;

interface Props {
  loop: LoopView;
  /** Key of the one that is looked at. */
  chosen: string | undefined;
  onChoose: (key: string) => void;
}

export function IterationList({ loop, chosen, onChoose }: Props) {
  const [only, setOnly] = useState<"all" | "failed">("all");
  const failed = useMemo(() => loop.iterations.filter(needsALook), [loop.iterations]);
  const asks = failed.some(({ needsAnswer }) => needsAnswer);
  const shown = only === "failed" && failed.length > 0 ? failed : loop.iterations;
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-[13px] font-semibold">
          {loop.total} {loop.total === 1 ? "item" : "items"}
        </h3>
        {failed.length > 0 && failed.length < loop.iterations.length && (
          <Segmented
            label="Items shown"
            value={only}
            options={[
              { value: "all", label: "All" },
              { value: "failed", label: `${asks ? "To look at" : "Failed"} (${failed.length})` },
            ]}
            onValueChange={setOnly}
          />
        )}
      </div>
      <p className="mb-2 text-[13px] text-ink-2" data-testid="loop-words">
        {loopWords(loop)}
      </p>
      {shown.length > 0 && <Rows iterations={shown} total={loop.total} chosen={chosen} onChoose={onChoose} />}
    </div>
  );
}

type RowsProps = Omit<Props, "loop"> & { iterations: readonly IterationSummary[]; total: number };

function Rows({ iterations, total, chosen, onChoose }: RowsProps) {
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeKey, setActiveKey] = useState(chosen);
  const at = Math.max(
    0,
    iterations.findIndex(({ key }) => key === (activeKey ?? chosen)),
  );
  const active = iterations[at];
  const virtual = useVirtualizer({
    count: iterations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    initialRect: { width: 360, height: 360 },
    overscan: iterations.length <= DRAWN_WHOLE ? iterations.length : 8,
  });
  useEffect(() => setActiveKey(chosen), [chosen]);
  useEffect(() => virtual.scrollToIndex(at, { align: "auto" }), [at, virtual]);
  const onKeyDown = (event: KeyboardEvent) => {
    const goTo = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: iterations.length - 1 }[event.key];
    const next = goTo === undefined ? undefined : iterations[goTo];
    if (next) setActiveKey(next.key);
    else if (event.key === "Enter" && active) onChoose(active.key);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label="Items"
      tabIndex={0}
      aria-activedescendant={active && `${listId}-${active.index}`}
      className="max-h-[360px] overflow-y-auto rounded-[var(--r-control)] border border-hairline"
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const iteration = iterations[index];
          return (
            iteration && (
              <Row
                key={iteration.key}
                id={`${listId}-${iteration.index}`}
                iteration={iteration}
                total={total}
                top={start}
                active={iteration === active}
                chosen={iteration.key === chosen}
                onChoose={onChoose}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  id: string;
  iteration: IterationSummary;
  total: number;
  top: number;
  active: boolean;
  chosen: boolean;
  onChoose: (key: string) => void;
}

function Row({ id, iteration, total, top, active, chosen, onChoose }: RowProps) {
  const { index, item, startedAt, finishedAt, key, error } = iteration;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its row
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      aria-posinset={index + 1}
      aria-setsize={total}
      title={error === null ? item : `${item}: ${error.message}`}
      data-active={active || undefined}
      className="absolute inset-x-0 flex cursor-pointer items-center gap-3 px-3 text-[13px] hover:bg-sunken aria-selected:bg-sunken aria-selected:font-medium in-[:focus-visible]:data-active:shadow-[inset_0_0_0_2px_var(--brand)]"
      style={{ top, height: ROW }}
      onClick={() => onChoose(key)}
    >
      <span className="w-8 flex-none text-right text-muted tabular-nums">{index + 1}</span>
      <span className="min-w-0 flex-1 truncate">{item}</span>
      <StatusPill status={shownIteration(iteration)} plain />
      <span className="w-12 flex-none text-right text-[12px] text-muted tabular-nums">
        {startedAt && finishedAt ? duration(Date.parse(finishedAt) - Date.parse(startedAt)) : ""}
      </span>
    </div>
  );
}
