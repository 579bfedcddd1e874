"use client";
import { ArrowRight, Ban, CircleX, Filter } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";
import type { WayLabel } from "./example-way";

const GroupName = createContext("");

interface GroupProps {
  title: string;
  /** What the button that shows the rest says. */
  more?: string | undefined;
  onMore?: () => void;
  children: ReactNode;
}

export function ChooserGroup({ title, more, onMore, children }: GroupProps) {
  const id = useId();
  return (
    <section className="bt-group" aria-labelledby={id}>
      <header>
        <h4 id={id}>{title}</h4>
        {more && (
          <button type="button" className="bd-link" onClick={onMore}>
            {more}
          </button>
        )}
      </header>
      <GroupName value={title}>{children}</GroupName>
    </section>
  );
}

interface RowProps {
  name: string;
  /** In a second voice: the link. */
  about?: string | null;
  /** What is special about it. */
  hint?: string;
  aside?: ReactNode;
  /** Where it would get. */
  way?: WayLabel | undefined;
  checked: boolean;
  onChoose: () => void;
}

/** One radio button among those of all groups: the arrow keys go from one to the next. */
export function ChooserRow({ name, about, hint, aside, way, checked, onChoose }: RowProps) {
  const group = useContext(GroupName);
  const wayId = useId();
  return (
    <div className="bt-choice" data-checked={checked || undefined}>
      <label title={hint ?? about ?? undefined}>
        <input
          type="radio"
          name="test-event"
          checked={checked}
          aria-describedby={way && wayId}
          aria-label={[name, about, group].filter(Boolean).join(", ")}
          onChange={onChoose}
        />
        <span>
          <b>{name}</b> {about && <code>{about}</code>}
        </span>
      </label>
      {way && <Way id={wayId} {...way} />}
      {aside && <small>{aside}</small>}
    </div>
  );
}

const WAY_ICONS = { passes: ArrowRight, stops: Filter, fails: CircleX, none: Ban };

function Way({ id, kind, words, more }: WayLabel & { id: string }) {
  const Icon = WAY_ICONS[kind];
  return (
    <span id={id} className="bt-way" data-kind={kind} title={more}>
      <Icon aria-hidden className="flex-none" size={12} strokeWidth={2} />
      <span className="bt-way-words">{words}</span>
    </span>
  );
}
