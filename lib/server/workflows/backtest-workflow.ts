/** Runs the draft and the live version over the last stored events, and compares the way that each event takes. Nothing is sent. */
import { setImmediate as breathe } from "node:timers/promises";
import type { z } from "zod";
import type { JsonValue } from "@/lib/base/json";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import {
  type BacktestAnswer,
  type backtestWorkflow as backtestDoor,
  CHANGE_KINDS,
  type ChangeKind,
  type ComparedEvent,
} from "@/lib/contracts/backtest";
import { type PastEvent, pastEvents } from "@/lib/db/event-history";
import type { Rehearsal } from "@/lib/engine/rehearsal";
import type { RehearsedEvent } from "@/lib/engine/rehearse-trigger";
import { triggerNodeOf } from "@/lib/graph/traverse";
import type { Caller } from "../caller";
import { onEvent, onWay, type Side, sideOf } from "./backtest-side";
import { changeOf, guessedIn, isMatched, viewWay } from "./backtest-way";
import { findWorkflow, liveVersionOf } from "./workflow-view";

const PAGE = 500;
const SHOWN: Record<ChangeKind, number> = {
  newlyMatched: 100,
  noLongerMatched: 100,
  changedPath: 100,
  same: 20,
};
/** Other requests are answered in between. */
const BREATHE_MS = 10;
const LONGEST_MS = 10_000;

export async function backtestWorkflow(
  caller: Caller,
  workflowId: string,
  most: number,
): Promise<z.input<typeof backtestDoor.response>> {
  const started = performance.now();
  const row = await findWorkflow(caller, workflowId);
  const live = await liveVersionOf(caller, row);
  const sides = {
    before: live === null ? null : await sideOf(caller, live.document),
    after: await sideOf(caller, row.draft),
  };
  const tally = new Tally(sides);
  const cutShort = await goThrough(caller, tally, { most, deadline: started + LONGEST_MS });
  return {
    liveVersion: live?.number ?? null,
    cutShort,
    ...tally.result(),
    sample: tally.events === 0 ? await onExample(sides) : null,
    guessed: guessedIn(row.draft),
    tookMs: Math.round(performance.now() - started),
  };
}

/** True where it stopped for want of time. */
async function goThrough(
  caller: Caller,
  tally: Tally,
  { most, deadline }: { most: number; deadline: number },
): Promise<boolean> {
  const { types, endpointIds } = tally;
  if (types.length === 0 || endpointIds.length === 0) return false;
  const { database } = caller.app;
  const read = (before: string | null, limit: number) =>
    pastEvents(database, { workspaceId: caller.workspaceId, types, endpointIds, before, limit });
  let page = await read(null, Math.min(PAGE, most));
  while (page.length > 0) {
    const [last, left] = [page.at(-1)?.id ?? null, most - tally.events - page.length];
    // The next ones are read while these are looked at.
    const next = left > 0 && page.length === PAGE ? read(last, Math.min(PAGE, left)) : Promise.resolve([]);
    const [following] = await Promise.all([next, tally.takeAll(page)]);
    if (following.length > 0 && performance.now() > deadline) return true;
    page = following;
  }
  return false;
}

interface Sides {
  before: Side | null;
  after: Side;
}

class Tally {
  events = 0;
  private since: Date | null = null;
  private readonly counts = perKind(() => 0);
  private readonly matched = { before: 0, after: 0 };
  private readonly examples = perKind((): ComparedEvent[] => []);

  constructor(private readonly sides: Sides) {}

  get types(): string[] {
    return this.known(({ type }) => type);
  }
  get endpointIds(): string[] {
    return this.known(({ endpointId }) => endpointId);
  }
  private known(read: (side: Side) => string | null): string[] {
    const { before, after } = this.sides;
    return [...new Set([after, ...(before ? [before] : [])].flatMap((side) => read(side) ?? []))];
  }

  async takeAll(page: readonly PastEvent[]): Promise<void> {
    let since = performance.now();
    for (const event of page) {
      await this.take(event);
      if (performance.now() - since < BREATHE_MS) continue;
      await breathe();
      since = performance.now();
    }
  }

  private async take(event: PastEvent): Promise<void> {
    const tried: RehearsedEvent = { payload: event.payload };
    const before = this.sides.before && (await onEvent(this.sides.before, event, tried));
    const after = await onEvent(this.sides.after, event, tried);
    const kind = changeOf(before, after);
    this.events++;
    this.since = event.received_at;
    this.counts[kind]++;
    if (before && isMatched(before)) this.matched.before++;
    if (isMatched(after)) this.matched.after++;
    if (this.examples[kind].length < SHOWN[kind])
      this.examples[kind].push({
        eventId: event.id,
        receivedAt: event.received_at.toISOString(),
        about: event.about,
        ...viewWays(this.sides, before, after),
      });
  }

  result(): Pick<BacktestAnswer, "events" | "since" | "counts" | "matched" | "examples"> {
    const { events, since, counts, matched, examples } = this;
    return { events, since: since?.toISOString() ?? null, counts, matched, examples };
  }
}

const perKind = <T>(make: () => T) =>
  Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, make()])) as Record<ChangeKind, T>;

const viewWays = (sides: Sides, before: Rehearsal | null, after: Rehearsal) => ({
  before: before && sides.before && viewWay(sides.before.document, before),
  after: viewWay(sides.after.document, after),
});

/** What the trigger's documentation shows, where nothing has come yet. */
async function onExample(sides: Sides): Promise<BacktestAnswer["sample"]> {
  const type = triggerNodeOf(sides.after.document, nodeDescriptor)?.type ?? "";
  const payload = lookupTrigger(type)?.payloadExample as JsonValue | undefined;
  if (payload === undefined) return null;
  const [tried, now] = [{ payload }, new Date()];
  const before = sides.before && (await onWay(sides.before, tried, now));
  return viewWays(sides, before, await onWay(sides.after, tried, now));
}
