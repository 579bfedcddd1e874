/** When the job of a run that rests is due, by the database's clock. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "./database";
import { createRunStore } from "./run-store";
import { type StoredWorkflow, storeRun, storeWorkflow } from "./stored-workflow.test-support";
import { createTestDatabase, type TestDatabase } from "./test-database";

let testDatabase: TestDatabase;
let database: Database;
let workflow: StoredWorkflow;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  workflow = await storeWorkflow(database);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Milliseconds from when a run's rest was recorded until its job is due, by the database; the rest ends in so many by the worker's clock. */
async function dueAfter(restMs: number): Promise<{ asked: number; due: number }> {
  const runId = await storeRun(database, workflow);
  const { rows: clock } = await database.pool.query("select now() as now");
  const resumeAt = new Date(clock[0].now.getTime() + restMs);
  const { workspaceId, workflowId } = workflow;
  const run = {
    status: "waiting" as const,
    startedAt: new Date(),
    finishedAt: null,
    error: null,
    underWay: null,
    asks: false,
  };
  await createRunStore(database).record({
    runId,
    workspaceId,
    workflowId,
    steps: [],
    attempts: [],
    run,
    resumeAt,
  });
  const { rows } = await database.pool.query(
    "select run_at, created_at from graphile_worker._private_jobs where key = $1",
    [runId],
  );
  const since = (at: Date) => rows[0].run_at.getTime() - at.getTime();
  return { asked: since(resumeAt), due: since(rows[0].created_at) };
}

test("is when the rest ends", async () => {
  expect((await dueAfter(60_000)).asked).toBe(0);
});

test("is a second later where that is past: the worker's clock is behind, and it would find the run resting still", async () => {
  expect((await dueAfter(-3_600_000)).due).toBe(1_000);
});
