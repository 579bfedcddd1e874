/** Several people on one draft: who saves, who is told, and who is here. On a real database, over its own notices. */
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { WorkflowFile } from "@/lib/contracts/workflows";
import type { Notice } from "@/lib/db/notify";
import { mergeDocuments } from "@/lib/graph/merge/merge";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import example from "../../examples/pricing-follow-up.json";
import { createApp, getApp } from "./app";
import { askApi, cookieOf, startTestApp, type TestApp } from "./app.test-support";
import { readEnvironment } from "./environment";

const { document } = example as unknown as WorkflowFile;
/** What another process hears comes by PostgreSQL; under load that takes its time. */
const SOON = { timeout: 15_000 };
let app: TestApp;
let cookie = "";

beforeAll(async () => {
  app = await startTestApp();
  cookie = await cookieOf(app);
});
afterAll(async () => {
  await app.close();
});

type Options = { method?: string; body?: unknown; person?: boolean };
const ask = (path: string, { person = false, ...asked }: Options = {}) =>
  askApi(path, { ...asked, ...(person ? { headers: { authorization: "", cookie } } : {}) });

async function newWorkflow(): Promise<string> {
  return (await ask("/workflows", { method: "POST", body: { name: "Together", document } })).body.id;
}
const renamed = (of: WorkflowDocument, nodeId: string, name: string): WorkflowDocument => ({
  ...of,
  nodes: of.nodes.map((node) => (node.id === nodeId ? { ...node, name } : node)),
});
const save = (id: string, body: object) => ask(`/workflows/${id}/draft`, { method: "PUT", body });

/** What the pages of this process hear, from now on. */
async function listening(workspaceId: string) {
  const leave = new AbortController();
  const heard: Notice[] = [];
  const reader = (await getApp().streams.open(workspaceId, leave.signal)).getReader();
  const read = async () => {
    const decoder = new TextDecoder();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const text = decoder.decode(part.value);
      const [, type, data] = /event: (\w+)\ndata: (.*)\n/.exec(text) ?? [];
      if (type) heard.push({ type, ...JSON.parse(data ?? "{}") });
    }
  };
  void read();
  return { heard, stop: () => leave.abort() };
}
const workspaceId = async () => (await getApp().database.prisma.workspace.findFirstOrThrow()).id;

describe("saving", () => {
  test("with an old revision saves nothing, the name neither, and answers what a merge needs", async () => {
    const id = await newWorkflow();
    const theirs = renamed(document, "http", "Theirs");
    expect((await save(id, { document: theirs, revision: 1, name: "Their name" })).body.revision).toBe(2);
    const mine = renamed(document, "filter", "Mine");
    const refused = await save(id, { document: mine, revision: 1, name: "My name" });
    expect(refused.status).toBe(409);
    expect(refused.body.error.current).toEqual({ draft: theirs, revision: 2, name: "Their name" });
    const { current } = refused.body.error;
    const merged = mergeDocuments({ base: document, mine, theirs: current.draft });
    expect(merged.conflicts).toEqual([]);
    expect((await save(id, { document: merged.document, revision: current.revision })).status).toBe(200);
    const { draft, name, revision } = (await ask(`/workflows/${id}`)).body;
    expect({ name, revision }).toEqual({ name: "Their name", revision: 3 });
    expect(draft).toEqual(renamed(theirs, "filter", "Mine"));
  });

  test("at the same moment, one wins and all others are told", async () => {
    const id = await newWorkflow();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        save(id, { document: renamed(document, "http", `Save ${index}`), revision: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    expect((await ask(`/workflows/${id}`)).body.revision).toBe(2);
  });

  test("is told to open pages, by whichever process it was saved; so is a name", async () => {
    const id = await newWorkflow();
    const { heard, stop } = await listening(await workspaceId());
    const other = createApp(readEnvironment(process.env));
    const news = () => heard.flatMap((notice) => (notice.type === "workflow" ? [notice.revision] : []));
    // The stream is open only when what comes from now on is heard; until then it is said again.
    const workspace = await workspaceId();
    const hearsIt = () => {
      other.database.notices.send([
        { type: "workflow", workspaceId: workspace, workflowId: id, revision: 0 },
      ]);
      return news();
    };
    await expect.poll(hearsIt).toContain(0);
    await save(id, { document: renamed(document, "http", "Told"), revision: 1 });
    await expect.poll(news).toContain(2);
    await ask(`/workflows/${id}`, { method: "PATCH", body: { name: "Another name" } });
    await expect.poll(news).toContain(null);
    stop();
    await other.database.close();
    await other.endpoints.close();
  });
});

describe("who is here", () => {
  const here = (id: string, body: object) =>
    ask(`/workflows/${id}/presence`, { method: "POST", body: { nodeId: null, ...body }, person: true });

  test("is answered, told to open pages of every process, and over when a page says so", async () => {
    const id = await newWorkflow();
    const other = createApp(readEnvironment(process.env));
    other.streams.listen();
    const first = await here(id, { tabId: "one" });
    expect(first.body.present).toMatchObject([{ tabId: "one", name: "Owner", userId: first.body.userId }]);
    const second = await here(id, { tabId: "two", nodeId: "http" });
    expect(second.body.present.map(({ tabId }: { tabId: string }) => tabId)).toEqual(["one", "two"]);
    const workspace = await workspaceId();
    const tabs = () => other.whoIsHere.at(workspace, id).map(({ tabId, nodeId }) => [tabId, nodeId]);
    await vi.waitFor(async () => {
      await here(id, { tabId: "two", nodeId: "http" });
      expect(tabs()).toContainEqual(["two", "http"]);
    }, SOON);
    const left = await here(id, { tabId: "two", left: true });
    expect(left.body.present.map(({ tabId }: { tabId: string }) => tabId)).toEqual(["one"]);
    await expect.poll(tabs).not.toContainEqual(["two", "http"]);
    await other.streams.close();
    await other.endpoints.close();
    await other.database.close();
  });

  test("is for people, and for workflows that are there", async () => {
    const id = await newWorkflow();
    const body = { tabId: "one", nodeId: null };
    expect((await ask(`/workflows/${id}/presence`, { method: "POST", body })).status).toBe(403);
    expect((await here("wf_gone", { tabId: "one" })).status).toBe(404);
  });
});
