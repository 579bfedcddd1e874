import type { NodeDescriptor } from "@/lib/graph/descriptor";

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** "1 trigger, 2 steps"; what there is none of is left out. */
export function stepCount(nodes: readonly NodeDescriptor[]): string {
  const triggers = nodes.filter(({ kind }) => kind === "trigger").length;
  const parts = [
    { count: triggers, noun: "trigger" },
    { count: nodes.length - triggers, noun: "step" },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, noun }) => many(count, noun))
    .join(", ");
}
