/** Every click is counted once: with workers side by side, cut short, and with events that come late. */
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { firstIdAt, newId, siblingId } from "@/lib/base/ids";
import { type Database, openDatabase } from "@/lib/db/database";
import { createEventStore } from "@/lib/db/event-store";
import { type FoldClicks, KEPT_WHEN_FULL, MAX_ROWS_A_DAY } from "@/lib/db/link-counts";
import { readLinkCounts } from "@/lib/db/link-reader";
import { forgetOldLinks, rollUpLinks } from "@/lib/db/link-roll-up";
import { ensurePartitions } from "@/lib/db/partitions";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { foldClicks } from "./fold-clicks";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2031, 4, 14, 12);
const OLD = NOW - 60_000;
let testDatabase: TestDatabase;
let database: Database;
beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, poolSize: 4 });
  const client = await database.pool.connect();
  await ensurePartitions(client, NOW - 30 * DAY_MS);
  await ensurePartitions(client, NOW);
  client.release();
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

const INSERT = `insert into event (id, workspace_id, endpoint_id, type, status, held_reason, payload, received_at)
  select x->>'id', 'ws_1', 'ep_1', x->>'type', 'routed', x->>'held', x->'payload', (x->>'at')::timestamptz
  from jsonb_array_elements($1::jsonb) x`;
interface Made {
  type?: string;
  held?: string;
  data?: object;
}
const made = (atMs: number, href: string, { type = "email_clicked", held, data }: Made = {}) => ({
  id: newId("evt", atMs),
  type,
  held,
  at: new Date(atMs).toISOString(),
  payload: {
    object_type: "email",
    metric: "clicked",
    data: { href, campaign_id: 1, machine: false, ...data },
  },
});
const store = (events: object[], on: pg.Pool | pg.ClientBase = database.pool) =>
  on.query(INSERT, [JSON.stringify(events)]);
const some = (count: number, path: string, fromMs = OLD) =>
  Array.from({ length: count }, (_, i) => made(fromMs + i, `https://example.com/${path}`));

const tick = (fold: FoldClicks = foldClicks, nowMs = NOW, on = database) =>
  rollUpLinks({ pool: on.pool, types: ["email_clicked"], fold }, nowMs);
/** Other databases of the cluster may have transactions under way that are waited for, too. */
async function catchUp(): Promise<void> {
  const isBehind = async () =>
    (
      await database.pool.query(
        "select 1 from link_progress p where counted_to < $1 or exists (select from link_late l where l.event_id <= p.counted_to)",
        [firstIdAt("evt", NOW - 20_000)],
      )
    ).rowCount !== 0;
  while (await isBehind()) await tick();
}
const counted = async (): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await database.pool.query(
        "select page, sum(people + machine + untold)::int as n from link_day group by page order by page",
      )
    ).rows.map(({ page, n }) => [page, n]),
  );
const read = async () =>
  Object.fromEntries(
    foldedByPage(
      await readLinkCounts(
        database,
        { workspaceId: "ws_1", endpointId: null, type: "email_clicked", nowMs: NOW },
        foldClicks,
      ),
    ),
  );
function foldedByPage(counts: Awaited<ReturnType<typeof readLinkCounts>>): Map<string, number> {
  const pages = new Map<string, number>();
  for (const { page, people, machine, untold } of counts)
    pages.set(page, (pages.get(page) ?? 0) + people + machine + untold);
  return pages;
}

test("clicks are there at once, and once they are counted no different", async () => {
  await store([...some(3, "a"), ...some(2, "b"), ...some(1, "a", NOW - 100)]);
  const seen = { "example.com/a": 4, "example.com/b": 2 };
  expect(await read()).toEqual(seen);
  await catchUp();
  // The newest has to wait for what may still come with an older id.
  expect(await counted()).toEqual({ "example.com/a": 3, "example.com/b": 2 });
  expect(await read()).toEqual(seen);
});

test("only verified clicks of the last thirty days are", async () => {
  await store([
    made(NOW - 31 * DAY_MS, "https://example.com/old"),
    made(NOW - 29 * DAY_MS, "https://example.com/kept"),
    made(OLD, "https://example.com/opened", { type: "email_opened" }),
    made(OLD, "https://example.com/unsigned", { held: "no_signing_key" }),
    made(OLD, "https://example.com/machine", { held: "machine_click", data: { machine: true } }),
  ]);
  const seen = { "example.com/kept": 1, "example.com/machine": 1 };
  expect(await read()).toEqual(seen);
  await catchUp();
  expect(await counted()).toEqual(seen);
  await forgetOldLinks(database.pool, NOW + DAY_MS);
  expect(await counted()).toEqual({ "example.com/machine": 1 });
});

test("workers side by side count each click once", async () => {
  await store([...some(5_300, "a"), ...some(2_400, "b", NOW - 10 * DAY_MS)]);
  const others = [0, 1].map(() => openDatabase({ url: testDatabase.url, poolSize: 2 }));
  await tick();
  const total = async () => Object.values(await counted()).reduce((sum, n) => sum + n, 0);
  const workUntilDone = async (on: Database) => {
    while ((await total()) < 7_700) await tick(foldClicks, NOW, on);
    for (let more = 0; more < 20; more++) await tick(foldClicks, NOW, on);
  };
  await Promise.all([database, ...others].map(workUntilDone));
  expect(await counted()).toEqual({ "example.com/a": 5_300, "example.com/b": 2_400 });
  await Promise.all(others.map((other) => other.close()));
});

test("cut short in the middle, it goes on from where it was", async () => {
  await store(some(2_500, "a"));
  await tick();
  let portions = 0;
  const killed: FoldClicks = (clicks) => {
    if (clicks.length > 0 && ++portions === 2) throw new Error("the worker ends here");
    return foldClicks(clicks);
  };
  const untilKilled = async () => {
    // Other databases of the cluster may have transactions under way that are waited for, too.
    while (portions < 2) await tick(killed);
  };
  await expect(untilKilled()).rejects.toThrow("the worker ends here");
  expect(await counted()).toEqual({ "example.com/a": 500 });
  await catchUp();
  expect(await counted()).toEqual({ "example.com/a": 2_500 });
});

test("a transaction that takes long is waited for, however old its event's id", async () => {
  const slow = new pg.Client(testDatabase.url);
  await slow.connect();
  await slow.query("begin");
  await store(some(1, "slow"), slow);
  await store(some(1, "quick", OLD + 100));
  await tick();
  for (let n = 0; n < 3; n++) expect(await tick()).toBe("done");
  expect(await counted()).toEqual({});
  await slow.query("commit");
  await slow.end();
  await catchUp();
  expect(await counted()).toEqual({ "example.com/quick": 1, "example.com/slow": 1 });
});

test("a held event that is released long after its time is counted once", async () => {
  const held = made(NOW - 3 * DAY_MS, "https://example.com/late", { held: "no_signing_key" });
  const soon = made(OLD + 500, "https://example.com/late", { held: "no_signing_key" });
  await store([held, soon, ...some(1, "a")]);
  for (const { id, at } of [held, soon])
    await database.pool.query(
      `insert into delivery (id, workspace_id, endpoint_id, status, reason, headers, received_at, event_id)
       values ($1, 'ws_1', 'ep_1', 'accepted', 'no_signing_key', '{}', $2, $3)`,
      [siblingId("dlv", id), at, id],
    );
  await release(soon);
  await catchUp();
  expect(await counted()).toEqual({ "example.com/a": 1, "example.com/late": 1 });
  await release(held);
  await catchUp();
  await catchUp();
  expect(await counted()).toEqual({ "example.com/a": 1, "example.com/late": 2 });
  expect((await database.pool.query("select 1 from link_late")).rowCount).toBe(0);
});

async function release({ id, payload, at }: ReturnType<typeof made>): Promise<void> {
  const envelope = { externalEventId: id, event: "email_clicked", occurredAt: null };
  const base = {
    id: siblingId("dlv", id),
    workspaceId: "ws_1",
    endpointId: "ep_1",
    receivedAt: new Date(at),
  };
  await createEventStore(database).settleHeld(
    { id: base.id, eventId: id, headers: {}, body: Buffer.from("{}"), receivedAt: base.receivedAt } as never,
    {
      ...base,
      status: "accepted",
      reason: null,
      message: null,
      headers: {},
      body: null,
      event: { id, envelope, payload, status: "unmatched", heldReason: null, claimsId: true, runs: [] },
    } as never,
  );
}

test("a day of an endpoint has so many rows; those with the fewest clicks are counted together", async () => {
  const rare = Array.from({ length: MAX_ROWS_A_DAY + 300 }, (_, i) =>
    made(OLD + i, `https://example.com/t/${i}`),
  );
  await store([...rare, ...some(5, "popular", OLD - 10)]);
  await catchUp();
  const { rows } = await database.pool.query("select count(*)::int as n from link_day");
  expect(rows[0].n).toBeLessThanOrEqual(MAX_ROWS_A_DAY);
  expect(rows[0].n).toBeGreaterThan(KEPT_WHEN_FULL);
  const pages = await counted();
  expect(pages["example.com/popular"]).toBe(5);
  expect(Object.values(pages).reduce((sum, n) => sum + n, 0)).toBe(MAX_ROWS_A_DAY + 305);
});
