import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./database";
import { dueRuns, type TakenRun } from "./due-runs";
import { RUN_TASK } from "./run-task";
import { createTestDatabase, type TestDatabase } from "./test-database";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function addJob(payload: string[] | { runId: string }, key: string | null): Promise<string> {
  const { rows } = await database.pool.query(
    "select id from graphile_worker.add_job($1, $2::json, job_key := $3)",
    [RUN_TASK, JSON.stringify(payload), key],
  );
  return rows[0].id;
}

test("of the job that a run came in and the one that it went on under, taken over at the same moment, one goes on with it", async () => {
  const came = await addJob(["run_1", "run_2"], null);
  const wentOn = await addJob({ runId: "run_1" }, "run_1");
  const handled: string[] = [];
  const work = dueRuns(database, {
    use: (_taken, go) => go(),
    handle: async ({ runId }) => void handled.push(runId),
  });
  const taken = (runId: string, id: string, payload: TakenRun["job"]["payload"]): TakenRun => ({
    runId,
    workflowId: "wf_1",
    job: { id, attempts: 2, payload, flags: null },
    signal: new AbortController().signal,
  });
  const both = ["run_1", "run_2"];
  await Promise.all([
    ...both.map((runId) => work(taken(runId, came, both))),
    work(taken("run_1", wentOn, { runId: "run_1" })),
  ]);
  expect(handled.sort()).toEqual(["run_1", "run_2"]);
});
