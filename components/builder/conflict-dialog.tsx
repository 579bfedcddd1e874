"use client";
import { useState } from "react";
import { listConnections } from "@/lib/contracts/connections";
import { useDoorQuery } from "../api/use-door";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useCommands, useDraft, useScene } from "./builder-context";
import { type ConflictWords, conflictWords } from "./conflict-sentences";
import type { MergeConflict, Side } from "./merge-drafts";
import "./conflict.css";

/** What somebody else, or another window, changed differently. Everything else has been put together already. */
export function ConflictDialog({ conflicts }: { conflicts: readonly MergeConflict[] }) {
  const { autosave } = useScene();
  const { openDialog } = useCommands();
  const words = useWords(conflicts);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const open = conflicts.filter(({ id }) => choices[id] === undefined).length;
  const all = (side: Side) => setChoices(Object.fromEntries(conflicts.map(({ id }) => [id, side])));
  return (
    <Dialog
      open
      onOpenChange={(stays) => {
        if (!stays) openDialog(null);
      }}
      title="Changed here and elsewhere"
      description="Another window or person changed the same things meanwhile. Choose for each which one goes on; all other changes of both are kept."
      size="lg"
      footer={
        <>
          <span className="bd-clash-open" role="status">
            {open === 0 ? "All chosen" : `${open} to choose`}
          </span>
          <Button variant="secondary" onClick={() => openDialog(null)}>
            Later
          </Button>
          <Button variant="primary" disabled={open > 0} onClick={() => void autosave.choose(choices)}>
            Save
          </Button>
        </>
      }
    >
      {conflicts.length > 1 && (
        <p className="bd-clash-all">
          <Button variant="secondary" onClick={() => all("mine")}>
            All yours
          </Button>
          <Button variant="secondary" onClick={() => all("theirs")}>
            All theirs
          </Button>
        </p>
      )}
      {conflicts.map(({ id }) => (
        <Clash
          key={id}
          words={words.get(id)}
          choice={choices[id]}
          onChoose={(side) => setChoices({ ...choices, [id]: side })}
        />
      ))}
    </Dialog>
  );
}

function useWords(conflicts: readonly MergeConflict[]): ReadonlyMap<string, ConflictWords> {
  const { lookup } = useScene();
  const document = useDraft();
  const { data } = useDoorQuery(listConnections, {});
  const connections = new Map((data?.connections ?? []).map(({ id, name }) => [id, name]));
  return new Map(
    conflicts.map((conflict) => [conflict.id, conflictWords(conflict, { document, lookup, connections })]),
  );
}

interface ClashProps {
  words: ConflictWords | undefined;
  choice: Side | undefined;
  onChoose: (side: Side) => void;
}

function Clash({ words, choice, onChoose }: ClashProps) {
  if (words === undefined) return null;
  const side = (name: Side, title: string) => (
    <label data-chosen={choice === name || undefined}>
      <input
        type="radio"
        name={words.what}
        aria-label={`${title}: ${words[name]}`}
        checked={choice === name}
        onChange={() => onChoose(name)}
      />
      <span>
        <b>{title}</b>
        <span>{words[name]}</span>
      </span>
    </label>
  );
  return (
    <fieldset className="bd-clash">
      <legend>{words.what}</legend>
      <div>
        {side("mine", "Yours")}
        {side("theirs", "Theirs")}
      </div>
    </fieldset>
  );
}
