/** From stored clicks to counts of pages, by the rule of "is the same page as". */
import { setImmediate } from "node:timers/promises";
import { linkTriggers } from "@/lib/catalogue/lookup";
import { pageAddress, pageOf } from "@/lib/conditions/operators/url-parts";
import { dayOf, type FoldClicks, type LinkCount, type StoredClick } from "@/lib/db/link-counts";
import type { LinkClick } from "@/lib/kit/define";

/** What is longer is no page that somebody would make a branch for, and too long for an index. */
const MAX_PAGE_BYTES = 800;
const MAX_SOURCE = 120;
const MAX_SUBJECT = 200;
const SLICE = 100;

export const foldClicks: FoldClicks = (clicks) => {
  const counts = new Map<string, LinkCount>();
  for (const click of clicks) add(counts, click);
  return [...counts.values()];
};

/** The same in slices: a portion at once holds up the runs of its worker for 50 ms. */
export async function foldInSlices(clicks: readonly StoredClick[]): Promise<LinkCount[]> {
  const counts = new Map<string, LinkCount>();
  for (const [index, click] of clicks.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate();
    add(counts, click);
  }
  return [...counts.values()];
}

function add(counts: Map<string, LinkCount>, click: StoredClick): void {
  const read = readClick(click);
  if (read === null) return;
  const count = countOf(click, read);
  const key = JSON.stringify([count.endpointId, count.day, count.page, count.source]);
  const known = counts.get(key);
  counts.set(key, known === undefined ? count : sum(known, count));
}

/** Null where the payload cannot be read, or the click had no web address. */
function readClick({ type, payload }: StoredClick): (LinkClick & { page: string; address: string }) | null {
  const trigger = linkTriggers.get(type);
  if (trigger?.links === undefined) return null;
  const click = attempt(() => trigger.links?.read(trigger.read(payload)));
  const address = pageAddress(click?.url);
  const page = pageOf(click?.url);
  return click == null || address === undefined || page === undefined ? null : { ...click, address, page };
}

/** Another provider's payload under the same type of event. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function countOf(
  { workspace_id, endpoint_id, received_at }: StoredClick,
  read: LinkClick & { page: string; address: string },
): LinkCount {
  const fits = Buffer.byteLength(read.page) <= MAX_PAGE_BYTES;
  const source = read.source === undefined ? "" : `${read.source.kind}:${read.source.id}`;
  return {
    workspaceId: workspace_id,
    endpointId: endpoint_id,
    day: dayOf(received_at),
    page: fits ? read.page : "",
    source: fits ? source.slice(0, MAX_SOURCE) : "",
    people: read.machine === false ? 1 : 0,
    machine: read.machine === true ? 1 : 0,
    untold: read.machine === undefined ? 1 : 0,
    lastAt: received_at,
    address: fits ? read.address : "",
    subject: fits ? (read.subject?.slice(0, MAX_SUBJECT) ?? null) : null,
  };
}

function sum(a: LinkCount, b: LinkCount): LinkCount {
  const [last, first] = b.lastAt >= a.lastAt ? [b, a] : [a, b];
  return {
    ...last,
    subject: last.subject ?? first.subject,
    people: a.people + b.people,
    machine: a.machine + b.machine,
    untold: a.untold + b.untold,
  };
}
