"use client";
import { CircleHelp } from "lucide-react";
import type { LoopView } from "@/lib/contracts/runs";
import { itemName } from "./iteration-words";

const SHOWN = 5;

/** Items of loops in which a step waits for a person's answer: the question stands with its step. */
export function AskingItems({
  loops,
  onChoose,
}: {
  loops: readonly LoopView[];
  onChoose: (key: string) => void;
}) {
  const asking = loops.flatMap(({ iterations, total }) =>
    iterations
      .filter(({ needsAnswer }) => needsAnswer)
      .map(({ key, index, item }) => ({ key, item, name: itemName({ index }, total) })),
  );
  if (asking.length === 0) return null;
  return (
    <section aria-label="Questions" className="border-b border-hairline p-5">
      <div className="in-issue">
        <CircleHelp aria-hidden size={16} />
        <div className="flex min-w-0 flex-col items-start gap-1">
          <h2 className="text-[14px] font-semibold">
            {asking.length === 1
              ? "An item waits for your answer"
              : `${asking.length} items wait for your answer`}
          </h2>
          {asking.slice(0, SHOWN).map(({ key, item, name }) => (
            <button
              key={key}
              type="button"
              className="max-w-full cursor-pointer truncate border-0 bg-transparent p-0 text-left underline"
              onClick={() => onChoose(key)}
            >
              {name}: {item}
            </button>
          ))}
          {asking.length > SHOWN && <p>and {asking.length - SHOWN} more, in the list of items</p>}
        </div>
      </div>
    </section>
  );
}
