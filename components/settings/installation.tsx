"use client";
import { getInstallation } from "@/lib/contracts/settings";
import { useDoorQuery } from "../api/use-door";
import { CopyField } from "../ui/copy-field";

/** What the server was started with: to be read here, and changed there. */
export function Installation() {
  const { data } = useDoorQuery(getInstallation, {});
  if (data === undefined) return null;
  return (
    <section className="ui-card p-5" aria-label="Installation">
      <h2 className="font-semibold">Installation</h2>
      <p className="mt-1 text-[13px] text-ink-2">
        Set in the environment that Hookline is started with; a restart makes a change count.
      </p>
      <dl className="mt-4 grid max-w-[720px] grid-cols-[160px_minmax(0,1fr)] gap-x-6 gap-y-4 text-[13px] max-[900px]:grid-cols-1 max-[900px]:gap-y-1">
        <dt className="ui-field-label">History is kept for</dt>
        <dd>
          <b className="font-semibold">{keptFor(data.retentionDays)}</b>
          <span className="block text-muted">
            {data.retentionDays === 0
              ? "Events and runs are never deleted; the database grows with them. HOOKLINE_RETENTION_DAYS sets a number of days."
              : "Events and runs that are older are deleted, whole weeks at a time, so some stay up to a week longer. Workflows and their versions stay. HOOKLINE_RETENTION_DAYS sets another number of days; 0 keeps everything."}
          </span>
        </dd>
        <dt className="ui-field-label">Public address</dt>
        <dd>
          <CopyField value={data.origin} label="Public address" />
          <span className="mt-1 block text-muted">
            Webhook addresses begin with it. HOOKLINE_URL sets it.
          </span>
        </dd>
      </dl>
    </section>
  );
}

const keptFor = (days: number) => (days === 0 ? "Ever" : days === 1 ? "1 day" : `${days} days`);
