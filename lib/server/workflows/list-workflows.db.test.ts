/** The list of workflows as the home page reads it: activity by the hour, tags, what changed since publishing. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { activityOfWorkflows } from "@/lib/db/workflow-activity";
import example from "../../../examples/pricing-follow-up.json";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

const HOUR_MS = 3_600_000;
let app: TestApp;
let workspaceId = "";

beforeAll(async () => {
  app = await startTestApp();
  workspaceId = app.workspaceId;
});
afterAll(async () => {
  await app.close();
});

const ask = (path: string, method?: string, body?: unknown) => askApi(path, { method, body });
const create = async (name: string): Promise<string> =>
  (await ask("/workflows", "POST", { name, document: example.document })).body.id;
const listed = async (id: string, archived = false) =>
  (await ask(`/workflows?archived=${archived}`)).body.workflows.find((one: { id: string }) => one.id === id);

/** As the worker would have left it. */
async function addRun(workflowId: string, atMs: number, more: { status?: string; asks?: boolean } = {}) {
  const id = newId("run", atMs);
  await getApp().database.prisma.run.create({
    data: {
      id,
      workspaceId,
      workflowId,
      workflowVersionId: "wfv_none",
      eventId: newId("evt", atMs),
      status: more.status ?? "completed",
      asks: more.asks ?? false,
      triggerOutput: {},
      createdAt: new Date(atMs),
    },
  });
  return id;
}

describe("what a workflow's runs did", () => {
  test("is told by the hour of the clock, failures apart, and what is older is left out", async () => {
    const id = await create("Busy");
    const other = await create("Quiet");
    const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS + 20 * 60_000;
    const hour = (ago: number) => now - ago * HOUR_MS;
    await addRun(id, hour(25), { status: "failed" });
    await addRun(id, hour(24));
    await addRun(id, hour(23));
    await addRun(id, hour(2), { status: "failed" });
    await addRun(id, hour(2));
    await addRun(id, hour(0), { status: "failed" });
    const last = await addRun(id, hour(0) + 1000, { status: "waiting", asks: true });
    await addRun(other, hour(30));
    const activity = await activityOfWorkflows(getApp().database, workspaceId, now);
    const busy = activity.get(id);
    expect(busy?.hours.total).toEqual([1, ...Array(20).fill(0), 2, 0, 2]);
    expect(busy?.hours.failed).toEqual([0, ...Array(20).fill(0), 1, 0, 1]);
    expect(busy?.lastRun).toMatchObject({ id: last, status: "waiting", asks: true });
    expect(activity.get(other)?.hours.total).toEqual(Array(24).fill(0));
    expect(activity.get(other)?.lastRun).not.toBeNull();
  });

  test("of this hour is counted each time, of past hours again after half a minute", async () => {
    const id = await create("Watched");
    // A day of its own: nothing of another test is in it.
    const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 48 * HOUR_MS + 20 * 60_000;
    const read = async (atMs: number) =>
      (await activityOfWorkflows(getApp().database, workspaceId, atMs)).get(id)?.hours.total.slice(-2);
    await addRun(id, now);
    expect(await read(now)).toEqual([0, 1]);
    await addRun(id, now);
    await addRun(id, now - HOUR_MS);
    expect(await read(now + 1000)).toEqual([0, 2]);
    expect(await read(now + 40_000)).toEqual([1, 2]);
  });

  test("leads from the list of runs to those that need an answer", async () => {
    const id = await create("Asking");
    const asking = await addRun(id, Date.now(), { status: "waiting", asks: true });
    const waiting = await addRun(id, Date.now(), { status: "waiting" });
    const runs = async (status: string) =>
      (await ask(`/runs?workflowId=${id}&status=${status}`)).body.runs.map((run: { id: string }) => run.id);
    expect(await runs("needs_answer")).toEqual([asking]);
    expect((await runs("waiting")).sort()).toEqual([asking, waiting].sort());
    expect(await runs("failed,needs_answer")).toEqual([asking]);
  });
});

describe("a workflow in the list", () => {
  test("says what changed since it was published, and how many versions there are", async () => {
    const id = await create("Changing");
    expect(await listed(id)).toMatchObject({
      live: null,
      changesSinceLive: null,
      versionCount: 0,
      stepCount: 4,
    });
    await ask(`/workflows/${id}/publish`, "POST", {});
    expect(await listed(id)).toMatchObject({ live: { number: 1 }, changesSinceLive: 0, versionCount: 1 });
    const { draft, revision } = (await ask(`/workflows/${id}`)).body;
    const nodes = draft.nodes.slice(0, 3);
    const edges = draft.edges.slice(0, 2);
    await ask(`/workflows/${id}/draft`, "PUT", { document: { ...draft, nodes, edges }, revision });
    expect(await listed(id)).toMatchObject({
      changesSinceLive: 2,
      stepTypes: ["customer-io.email-link-clicked", "flow.filter", "flow.branch"],
    });
  });

  test("carries tags, each once whatever its case, and is not edited by them", async () => {
    const [one, two] = [await create("One"), await create("Two")];
    const before = (await listed(one)).updatedAt;
    const change = (body: object) => ask("/workflows", "PATCH", { workflowIds: [one, two], ...body });
    expect((await change({ addTags: ["Sales", "e-mail"] })).body).toEqual({ changed: 2 });
    await ask("/workflows", "PATCH", { workflowIds: [two], removeTags: ["SALES"] });
    await change({ addTags: ["sales", "E-mail"] });
    expect(await listed(one)).toMatchObject({ tags: ["e-mail", "Sales"], updatedAt: before });
    expect((await listed(two)).tags).toEqual(["e-mail", "sales"]);
    expect((await change({ addTags: ["a,b"] })).status).toBe(400);
  });

  test("is archived with others, off the air at once, and comes back", async () => {
    const [one, two] = [await create("Old"), await create("Older")];
    await ask(`/workflows/${one}/publish`, "POST", {});
    const change = (archived: boolean) =>
      ask("/workflows", "PATCH", { workflowIds: [one, two, "wf_unknown"], archived });
    expect((await change(true)).body).toEqual({ changed: 2 });
    expect(await listed(one)).toBeUndefined();
    expect(await listed(one, true)).toMatchObject({ archived: true, live: null });
    expect(await getApp().database.prisma.subscription.count({ where: { workflowId: one } })).toBe(0);
    await change(false);
    expect(await listed(two)).toMatchObject({ archived: false });
  });
});
