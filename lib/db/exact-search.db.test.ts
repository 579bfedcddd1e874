/** What a person or an event is called, found through many weeks. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstIdAt } from "../base/ids";
import { type Database, openDatabase } from "./database";
import { listInbox } from "./event-reader";
import { spansBefore } from "./exact-search";
import type { InboxFilter } from "./inbox-pages";
import { ensurePartitions } from "./partitions";
import { listRunRows, type RunFilter } from "./run-reader";
import { createTestDatabase, type TestDatabase } from "./test-database";

const WEEK_MS = 7 * 86_400_000;
const FIRST_WEEK = Date.UTC(2026, 0, 5);
const WEEKS = 10;
/** Each Monday begins with events of a hundred people; the third goes on with thousands of Bo's alone. */
const PEOPLE = 100;
const BO = 6_000;
let testDatabase: TestDatabase;
let database: Database;

const INSERT = `
with n as (select $1::text || substr(md5(concat($3::text, ' ', g)), 1, 16) as id, g from generate_series(1, $2::int) g),
events as (insert into event (id, workspace_id, endpoint_id, external_event_id, type, status, payload, person_id, person_email)
  select 'evt_' || id, 'ws_1', 'ep_1', 'x' || id, case when g % 2 = 0 then 'email_opened' else 'email_clicked' end, 'routed', '{}',
    coalesce($3::text, 'p' || g), coalesce($3::text, 'p' || g) || '@example.com' from n),
deliveries as (insert into delivery (id, workspace_id, endpoint_id, status, event_id)
  select 'dlv_' || id, 'ws_1', 'ep_1', 'accepted', 'evt_' || id from n)
insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output, person_id, person_email)
select 'run_' || id, 'ws_1', 'wf_1', 'wfv_1', 'evt_' || id, case when g % 2 = 0 then 'failed' else 'completed' end, '{}', coalesce($3::text, 'p' || g),
  coalesce($3::text, 'p' || g) || '@example.com' from n`;

const timeOf = (week: number, minute = 0) =>
  firstIdAt("evt", FIRST_WEEK + week * WEEK_MS + minute * 60_000).slice(4, 14);

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  const client = await database.pool.connect();
  try {
    for (let week = 0; week < WEEKS; week++) {
      await ensurePartitions(client, FIRST_WEEK + week * WEEK_MS);
      await client.query(INSERT, [timeOf(week), PEOPLE, null]);
    }
    for (let minute = 1; minute <= BO / PEOPLE; minute++)
      await client.query(INSERT, [timeOf(2, minute), PEOPLE, "bo"]);
    // A clock that is far off: in no week.
    await client.query(INSERT, [firstIdAt("evt", Date.UTC(2031, 0, 1)).slice(4, 14), 1, "p7"]);
  } finally {
    client.release();
  }
  await database.pool.query("analyze");
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const runs = (filter: Partial<RunFilter>) => listRunRows(database, "ws_1", { limit: 4, ...filter });
const inbox = (filter: Partial<InboxFilter>) => listInbox(database, "ws_1", { limit: 4, ...filter });

/** All pages: the ids from the first to the last, and whether each page before the last was full. */
async function allPages(list: (cursor?: string) => ReturnType<typeof runs> | ReturnType<typeof inbox>) {
  const ids: string[] = [];
  const sizes: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const page: { rows: { id: string }[]; nextCursor: string | null } = await list(cursor);
    ids.push(...page.rows.map(({ id }) => id));
    sizes.push(page.rows.length);
    if (page.nextCursor === null) return { ids, sizes };
    cursor = page.nextCursor;
  }
}

const newestFirst = (ids: string[]) => [...ids].sort((a, b) => (a < b ? 1 : -1));
const weeksOf = (ids: string[]) => ids.map((id) => id.slice(4, 14));

describe("somebody in every week", () => {
  test("is found from the newest to the oldest, each once, in full pages", async () => {
    for (const list of [
      (cursor?: string) => runs({ person: "p7", ...(cursor && { cursor }) }),
      (cursor?: string) => runs({ person: "P7@example.com", ...(cursor && { cursor }) }),
      (cursor?: string) => inbox({ q: "p7", ...(cursor && { cursor }) }),
      (cursor?: string) => inbox({ q: "P7@Example.com", ...(cursor && { cursor }) }),
    ]) {
      const { ids, sizes } = await allPages(list);
      expect(ids).toEqual(newestFirst(ids));
      expect(weeksOf(ids).slice(1)).toEqual(Array.from({ length: WEEKS }, (_, n) => timeOf(WEEKS - 1 - n)));
      expect(sizes).toEqual([4, 4, 3]);
    }
  });
  test("is found in those weeks alone that are asked for", async () => {
    const from = new Date(FIRST_WEEK + 3 * WEEK_MS).toISOString();
    const to = new Date(FIRST_WEEK + 5 * WEEK_MS).toISOString();
    const { rows } = await runs({ person: "p8", from, to });
    expect(weeksOf(rows.map(({ id }) => id))).toEqual([timeOf(5), timeOf(4), timeOf(3)]);
  });
  test("and what else is asked for holds for each: nobody else takes the places", async () => {
    expect(
      (await allPages((cursor) => inbox({ q: "p8", type: "email_opened", ...(cursor && { cursor }) }))).sizes,
    ).toEqual([4, 4, 2]);
    expect(
      (await allPages((cursor) => runs({ person: "p8", status: "failed", ...(cursor && { cursor }) }))).sizes,
    ).toEqual([4, 4, 2]);
    for (const page of [
      inbox({ q: "p8", type: "email_clicked" }),
      inbox({ q: "p8", state: "held" }),
      inbox({ q: "p8", cursor: `dlv_${timeOf(0)}` }),
      runs({ person: "p8", status: "waiting" }),
      runs({ person: "p8", cursor: `run_${timeOf(0)}` }),
    ])
      expect(await page).toEqual({ rows: [], nextCursor: null, searchedTo: null });
  });
  test("an unknown one is a part of others' names", async () => {
    expect((await inbox({ q: "8@example.com" })).rows.length).toBeGreaterThan(0);
    expect((await runs({ person: "8@example.com" })).rows.length).toBeGreaterThan(0);
  });
});

test("somebody with thousands in a week has them in order, too", async () => {
  const { ids } = await allPages((cursor) => inbox({ q: "bo", limit: 500, ...(cursor && { cursor }) }));
  expect(ids).toHaveLength(BO);
  expect(ids).toEqual(newestFirst(ids));
});

test("weeks are searched few at a time, and what is in none of them as well", () => {
  const spans = (before: string | null, bounds: string) =>
    [...spansBefore(before, [...bounds])].map(({ from, until }) => `${from ?? ""}-${until ?? ""}`);
  expect(spans(null, "1234567")).toEqual(["7-", "6-7", "5-6", "3-5", "-3"]);
  expect(spans(null, "1234")).toEqual(["4-", "3-4", "2-3", "-2"]);
  expect(spans("25", "1234")).toEqual(["2-25", "1-2", "-1"]);
  expect(spans("0", "12")).toEqual(["-0"]);
});
