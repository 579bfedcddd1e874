"use client";
/** What the conditions would have said of the last real events. Evaluated here, so that it follows every keystroke. */
import { Check, X } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useId, useMemo, useState } from "react";
import type { JsonValue } from "@/lib/base/json";
import type { ConditionGroup } from "@/lib/conditions/condition";
import { evaluateGroup } from "@/lib/conditions/evaluate";
import { listRecentOutputs } from "@/lib/contracts/workflows";
import { referencesIn, resolveTemplate, TRIGGER } from "@/lib/graph/references";
import { useDoorQuery } from "../../api/use-door";
import { Button } from "../../ui/button";
import { RelativeTime } from "../../ui/relative-time";
import { useBuilder } from "../builder-context";
import { hasUnfinished } from "./condition-tree";

const SHOWN = 20;

/** Nothing where it could not be true: unfinished conditions, or values that only a run has. */
export function ConditionPreview({ group }: { group: ConditionGroup }) {
  const settled = useDeferredValue(group);
  const workflowId = useBuilder((state) => state.facts.id);
  const isOfTrigger = referencesIn(settled as unknown as JsonValue).every(({ source }) => source === TRIGGER);
  const canTell = settled.conditions.length > 0 && isOfTrigger && !hasUnfinished(settled);
  const { data } = useDoorQuery(
    listRecentOutputs,
    { params: { workflowId } },
    { enabled: canTell, staleTime: 30_000 },
  );
  const events = useMemo(() => {
    const now = new Date();
    return (data?.events ?? []).map(({ output, ...event }) => {
      const scope = { trigger: output as JsonValue, steps: {} };
      const report = evaluateGroup(settled, (template) => resolveTemplate(template, scope), { now });
      return { ...event, fits: report.passed };
    });
  }, [data, settled]);
  return canTell && events.length > 0 ? <Matches events={events} /> : null;
}

interface Judged {
  eventId: string;
  receivedAt: string;
  about: string | null;
  fits: boolean;
}

function Matches({ events }: { events: Judged[] }) {
  const [open, setOpen] = useState(false);
  const list = useId();
  const fitting = events.filter(({ fits }) => fits).length;
  const of = events.length === 1 ? "the only event" : `the last ${events.length} events`;
  return (
    <section className="in-preview" aria-label="Real events">
      <div className="in-preview-head">
        <span>
          <b>{fitting}</b> of {of} {fitting === 1 ? "fits" : "fit"}
        </span>
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={open}
          aria-controls={list}
          onClick={() => setOpen(!open)}
        >
          {open ? "Hide" : "Show"}
        </Button>
      </div>
      <div className="in-preview-bars" aria-hidden>
        {[...events].reverse().map(({ eventId, fits }) => (
          <i key={eventId} data-fits={fits || undefined} />
        ))}
      </div>
      {open && (
        <ul id={list} className="in-preview-list">
          {events.slice(0, SHOWN).map(({ eventId, receivedAt, about, fits }) => {
            const Icon = fits ? Check : X;
            return (
              <li key={eventId} data-passed={fits}>
                <Icon role="img" aria-label={fits ? "fits" : "does not fit"} size={14} strokeWidth={2} />
                <Link href={`/events?open=${encodeURIComponent(eventId)}`}>{about ?? eventId}</Link>
                <RelativeTime at={receivedAt} />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
