"use client";
/** What Otherwise gets: the links that no branch takes. */
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button";
import type { JudgedLink } from "./link-branches";
import type { LinkActions } from "./link-choice";
import type { LinkBranches } from "./use-link-branches";

const SHOWN = 4;
const count = new Intl.NumberFormat("en");

export function LinkOtherwise({ found, actions }: { found: LinkBranches; actions: LinkActions }) {
  const [isLong, setLong] = useState(false);
  const { unhandled, links } = found;
  if (links.length === 0) return <p className="ui-field-hint">If none fits, the run goes to Otherwise.</p>;
  if (unhandled.length === 0)
    return <p className="ui-field-hint">Every link is handled; anything else goes to Otherwise.</p>;
  const shown = isLong ? unhandled : unhandled.slice(0, SHOWN);
  return (
    <section className="in-links" aria-label="Links nobody handles">
      <div className="in-links-head">
        <h4>Links nobody handles</h4>
        <span>they take Otherwise</span>
      </div>
      <ul className="in-links-list" aria-label="Links that take Otherwise">
        {shown.map((link) => (
          <Unhandled key={link.page} link={link} actions={actions} />
        ))}
      </ul>
      {unhandled.length > SHOWN && (
        <Button size="sm" variant="ghost" aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? "Show fewer" : `Show ${count.format(unhandled.length - SHOWN)} more`}
        </Button>
      )}
    </section>
  );
}

function Unhandled({ link, actions }: { link: JudgedLink; actions: LinkActions }) {
  const [message] = link.messages;
  return (
    <li className="in-link in-link-unhandled">
      <div>
        <code title={link.page}>{link.label}</code>
        {message?.subject && <p>{message.subject}</p>}
      </div>
      {link.lastAt !== null && <b>{count.format(link.clicks)}</b>}
      <Button size="sm" aria-label={`Add a branch for ${link.label}`} onClick={() => actions.add(link)}>
        <Plus aria-hidden size={14} /> Add branch
      </Button>
    </li>
  );
}
