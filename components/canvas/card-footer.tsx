"use client";
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  Clock,
  Filter,
  LoaderCircle,
  type LucideIcon,
  Power,
  ShieldQuestion,
  TriangleAlert,
} from "lucide-react";
import type { NodeMark, TestMark } from "./canvas-props";
import type { CardData } from "./flow-elements";
import { testWords } from "./test-words";

type Shown = NonNullable<NodeMark["status"]> | "setup" | "disabled";

const FOOTERS: Record<Shown, { word: string; Icon: LucideIcon }> = {
  pending: { word: "Pending", Icon: CircleDashed },
  running: { word: "Running", Icon: LoaderCircle },
  waiting: { word: "Waiting", Icon: Clock },
  completed: { word: "Completed", Icon: CircleCheck },
  failed: { word: "Failed", Icon: CircleX },
  canceled: { word: "Canceled", Icon: Ban },
  skipped: { word: "Skipped", Icon: CircleDashed },
  filtered: { word: "Filtered", Icon: Filter },
  asks: { word: "Needs an answer", Icon: CircleHelp },
  held: { word: "Held", Icon: ShieldQuestion },
  setup: { word: "Needs setup", Icon: TriangleAlert },
  disabled: { word: "Disabled", Icon: Power },
};

/** State as icon and word. A step that is ready says nothing. */
export function CardFooter({ data }: { data: CardData }) {
  const { mark, node } = data;
  const shown = mark?.status ?? stateOf(data);
  if (shown === undefined) return mark?.test ? <TestFooter test={mark.test} note={mark.note} /> : null;
  const { word, Icon } = FOOTERS[shown];
  const note = mark?.note ?? (node.disabled && mark?.status === undefined ? "passed by" : issueNote(mark));
  return (
    <footer className="wf-foot">
      <span className="wf-status" data-status={shown}>
        <Icon aria-hidden size={14} />
        {mark?.word ?? word}
      </span>
      {note && <span className="wf-note">{note}</span>}
    </footer>
  );
}

function TestFooter({ test, note }: { test: TestMark; note: string | undefined }) {
  const { word, Icon } = testWords(test);
  return (
    <footer className="wf-foot">
      <span className="wf-status" data-status={test.stale ? "stale" : test.state}>
        <Icon aria-hidden size={14} />
        {word}
      </span>
      {note && <span className="wf-note">{note}</span>}
    </footer>
  );
}

function stateOf({ node, mark }: CardData): Shown | undefined {
  if (node.disabled) return "disabled";
  return mark?.issueCount ? "setup" : undefined;
}

const issueNote = (mark: NodeMark | undefined): string | undefined =>
  mark?.status === undefined && mark?.issueCount ? `${mark.issueCount} to fix` : undefined;
