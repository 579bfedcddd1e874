/** Who did what, by the names that people know: through the API, on a real database. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";
import { listAudit } from "./manage-settings";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function entries() {
  const { userId } = await getApp().database.prisma.membership.findFirstOrThrow({ where: { role: "owner" } });
  const owner = { workspaceId: app.workspaceId, actor: `user:${userId}`, userId, role: "owner" as const };
  return (await listAudit({ app: getApp(), sessionToken: null, ...owner })).entries;
}

test("an entry names who did it and what it is about, as that is called now or was when it was deleted", async () => {
  const { body: kept } = await askApi("/workflows", { body: { name: "Before" } });
  await askApi(`/workflows/${kept.id}`, { method: "PATCH", body: { name: "Pricing follow-up" } });
  const { body: gone } = await askApi("/workflows", { body: { name: "Spring sale" } });
  await askApi(`/workflows/${gone.id}`, { method: "DELETE" });
  const [deleted, , created] = await entries();
  expect(created).toMatchObject({
    action: "workflow.created",
    subjectId: kept.id,
    subjectName: "Pricing follow-up",
    actorName: "From the environment",
  });
  expect(deleted).toMatchObject({ action: "workflow.deleted", subjectName: "Spring sale" });
});
