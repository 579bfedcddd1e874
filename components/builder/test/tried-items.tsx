"use client";
import { CircleCheck, CircleX, Filter } from "lucide-react";
import { useTests } from "./use-test-event";

const SHOWN = {
  completed: { word: "Passed", Icon: CircleCheck, state: "passed" },
  until: { word: "Passed", Icon: CircleCheck, state: "passed" },
  filtered: { word: "Filtered", Icon: Filter, state: "filtered" },
  failed: { word: "Failed", Icon: CircleX, state: "failed" },
} as const;

/** Of a loop: the items that the last test went through. */
export function TriedItems({ nodeId }: { nodeId: string }) {
  const loop = useTests((state) => state.last?.loops.find((each) => each.nodeId === nodeId));
  if (loop === undefined || loop.iterations.length === 0) return null;
  const { total, iterations } = loop;
  const of = total === iterations.length ? `${total}` : `the first ${iterations.length} of ${total}`;
  return (
    <section aria-label="Items tried">
      <p className="bt-note">
        Went through {of} {total === 1 ? "item" : "items"}. The steps in the loop show the first one.
      </p>
      <ol className="mt-1 flex flex-col gap-1 text-[13px]">
        {iterations.map(({ index, status, item }) => {
          const { word, Icon, state } = SHOWN[status];
          return (
            <li key={index} className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate" title={item}>
                {index + 1}. {item}
              </span>
              <span className="wf-status flex-none" data-status={state === "passed" ? "completed" : state}>
                <Icon aria-hidden size={14} /> {word}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
