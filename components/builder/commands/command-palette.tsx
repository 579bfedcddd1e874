"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import { Kbd } from "../../ui/kbd";
import { NodeIcon } from "../../ui/node-icon";
import { useCommands, useScene } from "../builder-context";
import { recentList } from "../recent";
import { focusedStepId, nowOf } from "./command";
import { type Entry, entriesOf, findEntries, type Icons } from "./command-search";
import { connectEntries } from "./connect-entries";
import { isMac, shownKeys } from "./keys";
import { commands } from "./registry";
import "./commands.css";

const recentCommands = recentList("hookline.recent-commands", 4);

const ICONS: Icons = {
  command: ({ Icon }) => <Icon aria-hidden size={16} strokeWidth={1.5} />,
  step: (type, { scene }) => {
    const { icon = "circle-help", role = "action" } = scene.lookup(type) ?? {};
    return <NodeIcon icon={icon} role={role} size="sm" />;
  },
};

/** Everything that can be done now, found by typing. */
export function CommandPalette() {
  const scene = useScene();
  // As it was when the palette opened: the palette itself takes the focus from the step.
  const [entries] = useState(() => entriesOf(commands, nowOf(scene, { focusedId: focusedStepId() }), ICONS));
  return (
    <EntryPalette
      label="Commands"
      search="Search commands and steps"
      placeholder="What do you want to do?"
      tip="step names and “add …” work too"
      entries={entries}
      recent={recentCommands.read}
      // A step belongs to one workflow; the next one has others.
      remember={({ id }) => !id.startsWith("step ") && recentCommands.remember(id)}
    />
  );
}

/** Where the chosen step's ways lead, and what they could lead to: wiring without a pointer. */
export function ConnectPalette() {
  const scene = useScene();
  const [entries] = useState(() => connectEntries(nowOf(scene, { focusedId: focusedStepId() }), ICONS));
  return (
    <EntryPalette
      label="Connect"
      search="Search steps to connect to"
      placeholder="Connect to which step?"
      tip={entries.length === 0 ? "no other step can follow this one" : ""}
      entries={entries}
      recent={() => []}
      remember={() => undefined}
    />
  );
}

interface PaletteProps {
  label: string;
  search: string;
  placeholder: string;
  tip: string;
  entries: readonly Entry[];
  recent: () => string[];
  remember: (entry: Entry) => void;
}

function EntryPalette(props: PaletteProps) {
  const { openDialog } = useCommands();
  const chosen = useRef<Entry | null>(null);
  const choose = (entry: Entry) => {
    chosen.current = entry;
    props.remember(entry);
    openDialog(null);
    entry.run();
  };
  return (
    <Base.Root open onOpenChange={(open) => !open && openDialog(null)}>
      <Base.Portal>
        <Base.Backdrop className="bc-scrim" />
        <Base.Popup
          className="bc-palette"
          aria-label={props.label}
          finalFocus={() => chosen.current?.takesFocus !== true}
        >
          <PaletteBody {...props} choose={choose} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteBody(props: PaletteProps & { choose: (entry: Entry) => void }) {
  const { entries, choose } = props;
  const listId = useId();
  const [query, setQuery] = useState("");
  const [wanted, setWanted] = useState<string | null>(null);
  const [recent] = useState(props.recent);
  const groups = useMemo(() => findEntries(entries, query, recent), [entries, query, recent]);
  const shown = groups.flatMap((group) => group.entries);
  const active = shown.find(({ id }) => id === wanted) ?? shown[0];
  const optionId = (id: string) => `${listId}-${id.replace(/[^a-z0-9]/gi, "-")}`;
  const step = (by: number) => {
    const at = active ? shown.indexOf(active) : -1;
    const next = shown[(at + by + shown.length) % shown.length];
    if (!next) return;
    setWanted(next.id);
    document.getElementById(optionId(next.id))?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const keys = new Map([
      ["ArrowDown", () => step(1)],
      ["ArrowUp", () => step(-1)],
      ["Enter", () => active && choose(active)],
    ]);
    const run = keys.get(event.key);
    if (run === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    run();
  };
  return (
    <>
      <label className="bc-search">
        <Search aria-hidden size={18} strokeWidth={1.5} />
        <input
          role="combobox"
          aria-label={props.search}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={active && optionId(active.id)}
          placeholder={props.placeholder}
          value={query}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value);
            setWanted(null);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div className="bc-list" role="listbox" id={listId} aria-label={props.label}>
        {groups.map(({ label, entries: found }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no child of a listbox
          <div key={label} role="group" aria-label={label}>
            <div className="bc-group" aria-hidden>
              {label}
            </div>
            {found.map((entry) => (
              <Option
                key={entry.id}
                entry={entry}
                id={optionId(entry.id)}
                on={entry === active}
                point={() => setWanted(entry.id)}
                choose={() => choose(entry)}
              />
            ))}
          </div>
        ))}
        {shown.length === 0 && (
          <p className="bc-none">{query === "" ? "Nothing fits here." : `Nothing is called “${query}”.`}</p>
        )}
      </div>
      <footer className="bc-tips">
        <span>
          <Kbd>↵</Kbd> do it
        </span>
        <span>
          <Kbd>↑↓</Kbd> choose
        </span>
        <span>
          <Kbd>Esc</Kbd> close
        </span>
        <span className="bc-tip-last">{props.tip}</span>
      </footer>
    </>
  );
}

interface OptionProps {
  entry: Entry;
  id: string;
  on: boolean;
  point: () => void;
  choose: () => void;
}

function Option({ entry, id, on, point, choose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the focus and the keys, as in any combobox
    <div
      role="option"
      id={id}
      className="bc-option"
      aria-selected={on}
      aria-label={entry.name}
      aria-description={entry.hint}
      tabIndex={-1}
      data-danger={entry.danger || undefined}
      onMouseMove={() => !on && point()}
      onClick={choose}
    >
      <span className="bc-icon">{entry.icon}</span>
      <b>{entry.name}</b>
      {entry.hint && <small>{entry.hint}</small>}
      {entry.keys && (
        <span className="bc-keys">
          {shownKeys(entry.keys, isMac()).map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </div>
  );
}
