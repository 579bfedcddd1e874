"use client";
import { CaseSensitive, ChevronDown, ChevronRight, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { useBuilder, useCommands, useDraft, useScene } from "../builder-context";
import { undoToast } from "../undo-toast";
import { findText, type Match, replaceMatches } from "./find-text";
import "./find.css";

/** Find, and find and replace, over the canvas. */
export function FindBar({ replacing }: { replacing: boolean }) {
  const { openFind } = useCommands();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const search = useSearch();
  const replace = useReplace(search);
  const { matches, at, query } = search;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      openFind(null);
    }
  };
  return (
    <search className="bf-bar" aria-label="Find in this workflow" onKeyDown={onKeyDown}>
      <div className="bf-row">
        {mayEdit && (
          <IconButton
            label={replacing ? "Only find" : "Replace too"}
            aria-expanded={replacing}
            onClick={() => openFind(replacing ? "find" : "replace")}
          >
            {replacing ? <ChevronDown aria-hidden size={16} /> : <ChevronRight aria-hidden size={16} />}
          </IconButton>
        )}
        <FindField search={search} />
        <span className="bf-count" role="status">
          {query === "" ? "" : matches.length === 0 ? "Nothing found" : `${at + 1} of ${matches.length}`}
        </span>
        <IconButton label="Previous" disabled={matches.length === 0} onClick={() => search.go(-1)}>
          <ChevronUp aria-hidden size={16} />
        </IconButton>
        <IconButton label="Next" disabled={matches.length === 0} onClick={() => search.go(1)}>
          <ChevronDown aria-hidden size={16} />
        </IconButton>
        <IconButton label="Close find" onClick={() => openFind(null)}>
          <X aria-hidden size={16} />
        </IconButton>
      </div>
      {replacing && (
        <div className="bf-row bf-replace">
          <input
            aria-label="Replace by"
            placeholder="Replace by"
            value={replace.text}
            onChange={(event) => replace.setText(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && replace.one()}
          />
          <Button size="sm" disabled={!replace.canOne} onClick={replace.one}>
            Replace
          </Button>
          <Button size="sm" disabled={replace.count === 0} onClick={replace.all}>
            Replace all
          </Button>
        </div>
      )}
      {matches.length > 0 && <MatchList matches={matches} at={at} pick={search.pick} />}
    </search>
  );
}

function FindField({ search }: { search: Search }) {
  const field = useRef<HTMLInputElement>(null);
  const asked = useBuilder((state) => state.findAsked);
  // Asked for again while open: as in any editor, the words are there to be typed over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every asking counts
  useEffect(() => field.current?.select(), [asked]);
  return (
    <div className="bf-field">
      <input
        ref={field}
        aria-label="Find"
        placeholder="Find in steps and notes"
        spellCheck={false}
        value={search.query}
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search.go(event.shiftKey ? -1 : 1);
        }}
      />
      <button
        type="button"
        aria-label="Match case"
        title="Match case"
        aria-pressed={search.matchCase}
        onClick={() => search.setMatchCase(!search.matchCase)}
      >
        <CaseSensitive aria-hidden size={16} />
      </button>
    </div>
  );
}

function useSearch() {
  const { store, lookup, canvas } = useScene();
  const document = useDeferredValue(useDraft());
  const [query, setQuery] = useState("");
  const [matchCase, setMatchCase] = useState(false);
  const [wanted, setAt] = useState(0);
  const matches = useMemo(
    () => findText(document, lookup, { query, matchCase }),
    [document, lookup, query, matchCase],
  );
  const at = Math.min(wanted, Math.max(0, matches.length - 1));
  const pick = (index: number) => {
    setAt(index);
    show(matches[index]);
  };
  const show = (match: Match | undefined) => {
    if (!match) return;
    store.getState().select([match.cell.ownerId], "quiet");
    canvas.current?.reveal(match.cell.ownerId);
  };
  return {
    query,
    matchCase,
    setMatchCase,
    matches,
    at,
    pick,
    setQuery: (next: string) => {
      setQuery(next);
      setAt(0);
      show(findText(document, lookup, { query: next, matchCase })[0]);
    },
    go: (by: number) => matches.length > 0 && pick((at + by + matches.length) % matches.length),
  };
}
type Search = ReturnType<typeof useSearch>;

function useReplace({ matches, at, query, matchCase }: Search) {
  const { store, lookup } = useScene();
  const [text, setText] = useState("");
  const count = matches.filter(({ fixed }) => !fixed).length;
  const current = matches[at];
  /** In the draft as it is now: what is shown may be a moment old. */
  const apply = (choose: (fresh: readonly Match[]) => readonly Match[]) => {
    const { history, apply: change } = store.getState();
    const fresh = findText(history.document, lookup, { query, matchCase });
    change(replaceMatches(history.document, choose(fresh), text), {
      name: `replace “${query}” by “${text}”`,
    });
  };
  return {
    text,
    setText,
    count,
    canOne: current?.fixed === false,
    one: () => {
      if (current?.fixed === false) apply((fresh) => fresh.slice(at, at + 1));
    },
    all: () => {
      apply((fresh) => fresh);
      undoToast(store, `Replaced ${count} ${count === 1 ? "place" : "places"}`);
    },
  };
}

const BEFORE = 24;
const AFTER = 60;

interface ListProps {
  matches: readonly Match[];
  at: number;
  pick: (index: number) => void;
}

function MatchList({ matches, at, pick }: ListProps) {
  return (
    <ol className="bf-list" aria-label="Places found">
      {matches.map((match, index) => (
        <li key={`${match.cell.ownerId} ${JSON.stringify(match.cell.place)} ${match.start}`}>
          <button type="button" aria-current={index === at || undefined} onClick={() => pick(index)}>
            <b>
              {match.cell.owner}
              {match.cell.label && <span> › {match.cell.label}</span>}
            </b>
            <MatchText match={match} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function MatchText({ match }: { match: Match }) {
  const { cell, start, end, fixed } = match;
  const from = Math.max(0, start - BEFORE);
  return (
    <small>
      {from > 0 && "…"}
      {cell.text.slice(from, start)}
      <mark>{cell.text.slice(start, end)}</mark>
      {cell.text.slice(end, end + AFTER)}
      {fixed && <i title="Part of a reference: it is found, not replaced">field</i>}
    </small>
  );
}
