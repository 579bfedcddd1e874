"use client";
import { listAudit } from "@/lib/contracts/settings";
import { useDoorQuery } from "../api/use-door";
import { RelativeTime } from "../ui/relative-time";

export function Audit() {
  const { data } = useDoorQuery(listAudit, {});
  return (
    <section className="ui-card p-5" aria-label="Audit">
      <h2 className="font-semibold">Who did what</h2>
      {data?.entries.length === 0 && <p className="mt-2 text-[13px] text-muted">Nothing yet.</p>}
      <ul
        className="mt-3 flex max-h-[320px] flex-col overflow-y-auto rounded-control"
        aria-label="Who did what"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also for those who have no wheel
        tabIndex={0}
      >
        {data?.entries.map(({ id, action, actor, actorName, subjectId, subjectName, createdAt }) => (
          <li
            key={id}
            className="grid grid-cols-[200px_minmax(0,1fr)_minmax(0,1fr)_90px] gap-4 border-t border-soft py-2 text-[13px]"
          >
            <span>{inWords(action)}</span>
            <span className="truncate text-ink-2" title={subjectId ?? undefined}>
              {subjectName ?? subjectId}
            </span>
            <span className="truncate text-muted" title={actor}>
              by {whoIs(actor, actorName)}
            </span>
            <span className="text-right text-muted">
              <RelativeTime at={createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function whoIs(actor: string, name: string | null): string {
  if (actor === "system") return "Hookline itself";
  if (name === null) return "somebody who is not here any more";
  return actor.startsWith("key:") ? `the key “${name}”` : name;
}

/** `workflow.published` as "Workflow published". */
function inWords(action: string): string {
  const words = action.replaceAll(/[._]/g, " ").replace(/^api /, "API ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
