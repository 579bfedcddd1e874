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
        {data?.entries.map(({ id, action, actor, subjectId, createdAt }) => (
          <li
            key={id}
            className="grid grid-cols-[220px_minmax(0,1fr)_120px] gap-4 border-t border-soft py-2 text-[13px]"
          >
            <span>{action.replaceAll(/[._]/g, " ")}</span>
            <span className="truncate text-muted">
              {actor} {subjectId}
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
