/** Where a test event would get, in the few words that fit beside its name. Pure. */
import type { Way } from "@/lib/contracts/backtest";

export interface WayLabel {
  kind: "passes" | "stops" | "fails" | "none";
  words: string;
  /** The rest of it. */
  more: string | undefined;
}

export function wayLabel({ ends, reason, steps }: Way): WayLabel {
  const more = steps.length === 0 ? undefined : steps.map(stepWords).join(" → ");
  if (ends === "not_started") return { kind: "none", words: "Does not start it", more: reason ?? undefined };
  if (ends === "failed") {
    const failing = steps.find(({ does }) => does === "fails");
    return {
      kind: "fails",
      words: failing ? `Fails at “${failing.name}”` : "Fails",
      more: reason ?? more,
    };
  }
  if (ends === "filtered") {
    const stop = steps.findLast(({ does }) => does === "stopped");
    return { kind: "stops", words: stop ? `Stopped at “${stop.name}”` : "Stopped", more };
  }
  return { kind: "passes", words: passedWords(steps), more };
}

function passedWords(steps: Way["steps"]): string {
  const branches = steps.flatMap((step) => step.branches);
  if (branches.length > 0) return `Takes ${branches.map((name) => `“${name}”`).join(", ")}`;
  const filter = steps.findLast(({ type }) => type === "flow.filter");
  return filter ? `Passes “${filter.name}”` : "Goes to the end";
}

const stepWords = ({ name, branches }: Way["steps"][number]): string =>
  branches.length === 0 ? name : `${name}: ${branches.join(", ")}`;
