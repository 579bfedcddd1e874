import type { z } from "zod";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import { pageAddress, pageOf } from "@/lib/conditions/operators/url-parts";
import type { listLinks as door, LinkView, linkQuery } from "@/lib/contracts/links";
import type { LinkCount } from "@/lib/db/link-counts";
import { readLinkCounts } from "@/lib/db/link-reader";
import type { Caller } from "../caller";
import { foldClicks } from "./fold-clicks";

type Answer = z.input<typeof door.response>;
/** Before anything was clicked, the links of the trigger's example. */
export async function listLinks(caller: Caller, ask: z.output<typeof linkQuery>): Promise<Answer> {
  const trigger = lookupTrigger(ask.trigger);
  if (trigger?.links === undefined) return { source: "none", links: [], more: 0 };
  const counts = await readLinkCounts(
    caller.app.database,
    {
      workspaceId: caller.workspaceId,
      endpointId: await endpointOf(caller, ask.connectionId),
      type: trigger.event,
      nowMs: Date.now(),
    },
    foldClicks,
  );
  const seen = linksOf(counts);
  const links = seen.length > 0 ? seen : trigger.links.examples.flatMap(exampleLink);
  const found = links.filter((link) => fits(link, ask.q?.trim() ?? ""));
  return {
    source: seen.length > 0 ? "events" : "example",
    links: found.slice(0, ask.limit),
    more: Math.max(0, found.length - ask.limit),
  };
}

/** Null: all of the workspace. A connection without an endpoint has seen nothing. */
async function endpointOf(caller: Caller, connectionId: string | undefined): Promise<string | null> {
  if (connectionId === undefined) return null;
  const endpoint = await caller.app.database.prisma.endpoint.findFirst({
    where: { connectionId, workspaceId: caller.workspaceId },
    select: { id: true },
  });
  return endpoint?.id ?? "";
}

function exampleLink(address: string): LinkView[] {
  const page = pageOf(address);
  const own = pageAddress(address);
  if (page === undefined || own === undefined) return [];
  return [{ page, address: own, clicks: 0, machineClicks: 0, lastAt: null, messages: [], messageCount: 0 }];
}

const MAX_MESSAGES = 20;

function linksOf(counts: readonly LinkCount[]): LinkView[] {
  const pages = new Map<string, LinkCount[]>();
  for (const count of counts) {
    if (count.page === "") continue;
    const known = pages.get(count.page);
    if (known === undefined) pages.set(count.page, [count]);
    else known.push(count);
  }
  return [...pages.values()]
    .map(toLink)
    .sort((a, b) => b.clicks - a.clicks || b.machineClicks - a.machineClicks || (a.page < b.page ? -1 : 1));
}

const clicksOf = ({ people, untold }: LinkCount) => people + untold;

function toLink(counts: readonly LinkCount[]): LinkView {
  const last = counts.reduce((a, b) => (b.lastAt > a.lastAt ? b : a));
  const messages = messagesOf(counts);
  return {
    page: last.page,
    address: last.address,
    clicks: counts.reduce((total, count) => total + clicksOf(count), 0),
    machineClicks: counts.reduce((total, { machine }) => total + machine, 0),
    lastAt: last.lastAt.toISOString(),
    messages: messages.slice(0, MAX_MESSAGES),
    messageCount: messages.length,
  };
}

function messagesOf(counts: readonly LinkCount[]): LinkView["messages"] {
  const messages = new Map<string, LinkView["messages"][number] & { at: Date }>();
  for (const count of counts) {
    if (count.source === "") continue;
    const known = messages.get(count.source);
    const clicks = clicksOf(count) + (known?.clicks ?? 0);
    const isNewer = known === undefined || count.lastAt > known.at;
    const subject = (isNewer ? count.subject : null) ?? known?.subject ?? count.subject;
    const at = isNewer ? count.lastAt : known.at;
    messages.set(count.source, { ...sourceOf(count.source), subject, clicks, at });
  }
  return [...messages.values()].sort((a, b) => b.clicks - a.clicks).map(({ at: _, ...message }) => message);
}

function sourceOf(source: string): { kind: string; id: string } {
  const colon = source.indexOf(":");
  return { kind: source.slice(0, colon), id: source.slice(colon + 1) };
}

function fits({ page, messages }: LinkView, q: string): boolean {
  const words = q.toLowerCase();
  if (page.toLowerCase().includes(words) || page === pageOf(q)) return true;
  return messages.some(({ subject, id }) => id === q || subject?.toLowerCase().includes(words));
}
