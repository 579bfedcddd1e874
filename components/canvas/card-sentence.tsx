"use client";
import { use, useMemo } from "react";
import { NodeIcon } from "@/components/ui/node-icon";
import { cardSentence, type SentencePart, sentenceText } from "@/lib/graph/sentence";
import { FarContext, useCanvas } from "./canvas-context";
import { type FieldPill, splitPills } from "./field-labels";
import type { CardData } from "./flow-elements";
import { plainWords } from "./way-words";

/** What the step does, in one sentence with its values in it. */
export function CardSentence({ data }: { data: CardData }) {
  const { labels } = useCanvas();
  const far = use(FarContext);
  const { node, descriptor } = data;
  const parts = useMemo(
    () => (descriptor ? cardSentence(descriptor, node.config, labels.labelOf) : []),
    [descriptor, node.config, labels],
  );
  if (descriptor === undefined)
    return <p className="wf-say">This version does not know the step “{node.type}”. Remove or replace it.</p>;
  const conditions = new Set(
    descriptor.inputs.filter(({ input }) => input === "conditions").map(({ key }) => key),
  );
  // Nobody can read it, but it keeps the card's size.
  if (far) return <p className="wf-say">{plainWords(sentenceText(parts), labels.icons)}</p>;
  return (
    <p className="wf-say">
      {keyed(parts).map(({ key, part }) => (
        <Part key={key} part={part} wordy={typeof part !== "string" && conditions.has(part.slot)} />
      ))}
    </p>
  );
}

const keyed = (parts: readonly SentencePart[]) =>
  parts.map((part, index) => ({ part, key: `${index}${typeof part === "string" ? "" : part.slot}` }));

/** A value gets a chip. Not so a slot that is itself a sentence, or text with fields in it. */
function Part({ part, wordy }: { part: SentencePart; wordy: boolean }) {
  const { labels } = useCanvas();
  if (typeof part === "string") return part;
  if (part.empty)
    return (
      <span className="wf-chip" data-want>
        {wantWords(part.text)}
      </span>
    );
  const pieces = splitPills(part.text, labels.icons).map((piece, index) => ({ piece, key: `${index}` }));
  const mixed = pieces.length > 1;
  return pieces.map(({ piece, key }) =>
    typeof piece === "string" ? (
      <Words key={key} text={piece} chip={!wordy && !mixed} />
    ) : (
      <Pill key={key} pill={piece} />
    ),
  );
}

const wantWords = (field: string) => (/^(choose|enter|add) /.test(field) ? field : `choose ${field}`);

function Words({ text, chip }: { text: string; chip: boolean }) {
  return chip && text.trim() !== "" ? <span className="wf-chip">{text.trim()}</span> : text;
}

function Pill({ pill }: { pill: FieldPill }) {
  return (
    <span className="wf-pill" data-broken={pill.broken || undefined}>
      {pill.icon && <NodeIcon icon={pill.icon} bare />}
      {pill.label}
    </span>
  );
}
