/** Lists on more rows than one request looks through. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SCANNED_AT_ONCE } from "./cursor";
import { type Database, openDatabase } from "./database";
import { listInbox } from "./event-reader";
import type { InboxFilter } from "./inbox-pages";
import { listRunRows, type RunFilter } from "./run-reader";
import { createTestDatabase, type TestDatabase } from "./test-database";

const ROWS = 2 * SCANNED_AT_ONCE + 500;
let testDatabase: TestDatabase;
let database: Database;
/** The oldest has number 1; every tenth failed, every tenth delivery came twice. */
const FILL = `
with n as (select g, '01m8' || lpad(g::text, 6, '0') || repeat('0', 16) as id from generate_series(1, ${ROWS}) g),
events as (insert into event (id, workspace_id, endpoint_id, external_event_id, type, status, held_reason, payload, person_id, person_email, url)
  select 'evt_' || id, 'ws_1', 'ep_1', 'x' || g, case when g = 7 then 'email_opened' else 'email_clicked' end, case when g = 3 then 'held' else 'routed' end,
    case when g = 3 then 'stale' end, '{}', 'p' || g, 'ann' || g || '@example.com', 'https://example.com/' || g from n),
deliveries as (insert into delivery (id, workspace_id, endpoint_id, status, event_id)
  select 'dlv_' || id, 'ws_1', 'ep_1', 'accepted', 'evt_' || id from n),
duplicate as (insert into delivery (id, workspace_id, endpoint_id, status, event_id)
  select 'dlv_' || substr(id, 1, 25) || 'z', 'ws_1', 'ep_1', 'duplicate', 'evt_' || id from n where g = 10)
insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output, person_id, person_email, url)
select 'run_' || id, 'ws_1', 'wf_1', 'wfv_1', 'evt_' || id, case when g = 5 then 'failed' when g = 6 then 'filtered' else 'completed' end, '{}', 'p' || g,
  'ann' || g || '@example.com', 'https://example.com/' || g from n`;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  await database.pool.query(FILL);
  await database.pool.query("analyze");
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const runs = (filter: Partial<RunFilter>) => listRunRows(database, "ws_1", { limit: 50, ...filter });
const inbox = (filter: Partial<InboxFilter>) => listInbox(database, "ws_1", { limit: 50, ...filter });
const numberOf = ({ id }: { id: string }) => Number(id.slice(8, 14));

/** Every page from the first to the end: how many requests, and what they found. */
async function allPages(
  list: (cursor: string | undefined) => ReturnType<typeof runs> | ReturnType<typeof inbox>,
) {
  const found: number[] = [];
  let cursor: string | undefined;
  let requests = 0;
  do {
    const page: { rows: { id: string }[]; nextCursor: string | null } = await list(cursor);
    found.push(...page.rows.map(numberOf));
    cursor = page.nextCursor ?? undefined;
    requests++;
  } while (cursor !== undefined && requests < 1_000);
  return { found, requests };
}

describe("without a filter", () => {
  test("pages follow each other without a gap, the newest first", async () => {
    const { found } = await allPages((cursor) => runs({ limit: 200, ...(cursor && { cursor }) }));
    expect(found).toEqual(Array.from({ length: ROWS }, (_, i) => ROWS - i));
  });
  test("another workspace sees nothing", async () => {
    expect(await listRunRows(database, "ws_2", { limit: 50 })).toEqual({
      rows: [],
      nextCursor: null,
      searchedTo: null,
    });
    expect((await listInbox(database, "ws_2", { limit: 50 })).rows).toEqual([]);
  });
});

describe("with a filter that fits little", () => {
  test("an answer says how far it has looked, and the next ones go on to the end", async () => {
    const first = await runs({ status: "filtered" });
    expect(first).toMatchObject({ rows: [], nextCursor: first.searchedTo });
    expect(numberOf({ id: first.searchedTo ?? "" })).toBe(ROWS - SCANNED_AT_ONCE + 1);
    expect(await allPages((cursor) => runs({ status: "filtered", ...(cursor && { cursor }) }))).toEqual({
      found: [6],
      requests: 3,
    });
    expect(
      await allPages((cursor) => inbox({ q: "example.com/12", limit: 200, ...(cursor && { cursor }) })),
    ).toMatchObject({
      found: expect.arrayContaining([12, 120, 1299, 12999]),
    });
  });
  test("what has an index is found at once, however old", async () => {
    for (const list of [
      runs({ status: "failed" }),
      runs({ person: "p5" }),
      runs({ person: "Ann5@example.com" }),
    ])
      expect((await list).rows.map(numberOf)).toEqual([5]);
    for (const [filter, number] of [
      [{ state: "held" }, 3],
      [{ type: "email_opened" }, 7],
      [{ state: "duplicate" }, 10],
      [{ q: "p9" }, 9],
      [{ q: "ANN11@example.com" }, 11],
      [{ q: "x12" }, 12],
      [{ q: `evt_01m8000013${"0".repeat(16)}` }, 13],
      [{ q: `dlv_01m8000014${"0".repeat(16)}` }, 14],
    ] as const)
      expect([filter, (await inbox(filter)).rows.map(numberOf)]).toEqual([filter, [number]]);
  });
  test("a whole address finds that person alone, a part of it everybody", async () => {
    expect((await inbox({ q: "ann20@example.com" })).rows).toHaveLength(1);
    expect((await inbox({ q: "ann20" })).rows.length).toBeGreaterThan(1);
  });
  test("wildcards are letters like others, and a cursor that is none is the first page", async () => {
    expect((await runs({ url: "%" })).rows).toEqual([]);
    expect((await runs({ cursor: "'; drop table run" })).rows.map(numberOf)[0]).toBe(ROWS);
  });
});

test("the plan of a filtered list reads an index backwards, not the table", async () => {
  const { rows } = await database.pool.query(
    "explain select * from (select * from run where workspace_id = 'ws_1' and id < 'run_01m9' order by id desc limit 10000) r where r.url ilike '%x%' order by id desc limit 51",
  );
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toContain("Index Scan Backward");
  expect(plan).not.toMatch(/Seq Scan|-> +Sort /);
});
