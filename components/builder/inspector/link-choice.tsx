"use client";
/** Links to tick: each ticked one is a branch. */
import { Plus, Search, Split } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button";
import { Input } from "../../ui/input";
import { RelativeTime } from "../../ui/relative-time";
import { Skeleton } from "../../ui/skeleton";
import { type Branch, findLinks, type JudgedLink, pastedPage } from "./link-branches";
import type { LinkBranches } from "./use-link-branches";
import "./link-choice.css";

const SHOWN = 20;
const count = new Intl.NumberFormat("en");

export interface LinkActions {
  add: (link: Pick<JudgedLink, "page" | "address">) => void;
  remove: (branch: Branch) => void;
  rename: (branch: Branch, name: string) => void;
}

export function LinkChoice({ found, actions }: { found: LinkBranches; actions: LinkActions }) {
  const [text, setText] = useState("");
  const [isLong, setLong] = useState(false);
  const { links, source, more } = found;
  if (found.error !== null) return <NotLoaded error={found.error} onRetry={found.retry} />;
  if (found.isLoading) return <Skeleton className="h-40" />;
  const fitting = findLinks(links, text);
  const shown = isLong ? fitting : fitting.slice(0, SHOWN);
  const most = Math.max(1, ...links.map(({ clicks }) => clicks));
  return (
    <section className="in-links" aria-label="Links">
      <div className="in-links-head">
        <h4>{source === "events" ? "Links people clicked" : "Links of the sample e-mail"}</h4>
        <span>{source === "events" ? "people's clicks in 30 days" : "until the first real click"}</span>
      </div>
      <label className="in-links-search">
        <Search aria-hidden size={14} />
        <input
          type="search"
          aria-label="Search links, or paste one"
          placeholder={`Search ${count.format(links.length)} ${links.length === 1 ? "link" : "links"}, or paste one`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <ul className="in-links-list" aria-label="Links to branch by">
        {shown.map((link) => (
          <LinkRow key={link.page} link={link} share={link.clicks / most} actions={actions} />
        ))}
        {fitting.length === 0 && <Nothing text={text} actions={actions} onAdded={() => setText("")} />}
      </ul>
      {fitting.length > shown.length && (
        <Button size="sm" variant="ghost" onClick={() => setLong(true)}>
          Show {count.format(fitting.length - shown.length)} more
        </Button>
      )}
      {more > 0 && (
        <p className="ui-field-hint">
          {count.format(more)} more pages have fewer clicks. Paste an address to branch by one of them.
        </p>
      )}
    </section>
  );
}

function NotLoaded({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div className="in-issue" data-severity="error" role="alert">
      <div>
        <p>The links could not be loaded. {error.message}</p>
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      </div>
    </div>
  );
}

interface RowProps {
  link: JudgedLink;
  /** Of the most clicked link's clicks, 0 to 1. */
  share: number;
  actions: LinkActions;
}

function LinkRow({ link, share, actions }: RowProps) {
  const { own, takenBy, label } = link;
  const isTicked = own !== null || takenBy.length > 0;
  // Other conditions take it; what to change there is not for a tick to decide.
  const isFixed = isTicked && own === null;
  return (
    <li className="in-link" data-ticked={isTicked || undefined}>
      <label
        title={isFixed ? "Its branch has conditions of its own: change them under By conditions" : link.page}
      >
        <input
          type="checkbox"
          checked={isTicked}
          disabled={isFixed}
          onChange={() => (own === null ? actions.add(link) : actions.remove(own))}
        />
        <code>{label}</code>
      </label>
      {link.lastAt !== null && <b title={clickWords(link)}>{count.format(link.clicks)}</b>}
      <p>
        <Messages link={link} />
      </p>
      {link.lastAt !== null && (
        <i className="in-link-share" aria-hidden>
          <i style={{ width: `${share * 100}%` }} />
        </i>
      )}
      {own !== null && <OwnBranch branch={own} link={link} actions={actions} />}
      {isFixed && (
        <p className="in-link-taken">
          <Split aria-hidden size={12} /> {takenBy.map(({ name }) => name).join(", ")}
          <small>by its conditions</small>
        </p>
      )}
    </li>
  );
}

function OwnBranch({ branch, link, actions }: { branch: Branch; link: JudgedLink; actions: LinkActions }) {
  const first = link.takenBy.includes(branch) ? undefined : link.takenBy[0];
  return (
    <div className="in-link-branch">
      <Split aria-hidden size={14} />
      <Input
        aria-label={`Name of the branch for ${link.label}`}
        value={branch.name}
        maxLength={60}
        onChange={(event) => actions.rename(branch, event.target.value)}
      />
      <small>{first === undefined ? "is the same page" : `“${first.name}” above takes it first`}</small>
    </div>
  );
}

const clickWords = ({ clicks, machineClicks }: JudgedLink) =>
  `${count.format(clicks)} clicks by people, ${count.format(machineClicks)} by machines`;

function Messages({ link: { messages, messageCount, machineClicks, lastAt } }: { link: JudgedLink }) {
  const [first] = messages;
  if (lastAt === null) return "not clicked yet";
  return (
    <>
      {first && <span>{first.subject ?? `${first.kind} ${first.id}`}</span>}
      {messageCount > 1 && (
        <span title={messages.map(messageWords).join("\n")}>, and {messageCount - 1} more</span>
      )}
      {first && " · "}
      {machineClicks > 0 && `${count.format(machineClicks)} by machines · `}
      <RelativeTime at={lastAt} />
    </>
  );
}

const messageWords = ({ kind, id, subject, clicks }: JudgedLink["messages"][number]) =>
  `${subject ?? `${kind} ${id}`}: ${count.format(clicks)}`;

function Nothing({ text, actions, onAdded }: { text: string; actions: LinkActions; onAdded: () => void }) {
  const page = pastedPage(text);
  return (
    <li className="in-links-none">
      {page === null ? (
        `No link with “${text.trim()}”. Paste a whole address to branch by it.`
      ) : (
        <>
          <span>
            Nobody clicked <code>{page.page}</code> yet.
          </span>
          <Button
            size="sm"
            onClick={() => {
              actions.add(page);
              onAdded();
            }}
          >
            <Plus aria-hidden size={14} /> Add branch
          </Button>
        </>
      )}
    </li>
  );
}
