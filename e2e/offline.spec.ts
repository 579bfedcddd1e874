/** Without a connection nothing is lost: changes are kept in the browser, over a reload and a closed tab, and sent later. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { card, createWorkflow, openBuilder, openStep, renameStep, saved, signIn } from "./builder-page";
import { API_KEY } from "./start-product";

const state = (page: Page) => page.getByTestId("save-state");
const KEPT = "Offline, kept in this browser";

/** As the server has it. */
async function namesOf(workflowId: string): Promise<(string | undefined)[]> {
  const answer = await fetch(`${process.env.E2E_URL}/api/v1/workflows/${workflowId}`, {
    headers: { authorization: `Bearer ${API_KEY}` },
  });
  const { draft } = (await answer.json()) as { draft: { nodes: { name?: string }[] } };
  return draft.nodes.map(({ name }) => name);
}

test.describe
  .serial("offline", () => {
    let context: BrowserContext;
    let page: Page;
    let workflowId: string;

    test.beforeAll(async ({ browser }) => {
      context = await browser.newContext();
      page = await context.newPage();
      await signIn(page);
    });
    test.afterAll(async () => {
      await context.close();
    });
    test.beforeEach(async () => {
      workflowId = await createWorkflow("Offline");
      await openBuilder(page, workflowId);
    });
    test.afterEach(async () => {
      await context.setOffline(false);
    });

    test("changes wait in the browser and are sent when the connection is back", async () => {
      await openStep(page, "Tell the CRM");
      await context.setOffline(true);
      await renameStep(page, "Tell the CRM", "Told offline");
      await expect(state(page)).toHaveText(KEPT);
      await renameStep(page, "Told offline", "Told offline, twice");
      expect(await namesOf(workflowId)).toContain("Tell the CRM");
      await context.setOffline(false);
      await saved(page);
      expect(await namesOf(workflowId)).toContain("Told offline, twice");
    });

    test("a reload brings them back while the server still refuses, and undo history begins anew", async () => {
      await page.route("**/draft", (route) => route.abort());
      await renameStep(page, "Tell the CRM", "Told before the reload");
      await expect(state(page)).toHaveText(KEPT);
      await page.reload();
      await expect(card(page, "Told before the reload")).toBeVisible();
      await expect(page.getByText(/not sent yet are here again/)).toBeVisible();
      await expect(state(page)).toHaveText(KEPT);
      const again = page.waitForRequest("**/draft");
      await page.getByRole("button", { name: "Try again" }).click();
      await again;
      // From here on the next try, which comes by itself, gets through.
      await page.unroute("**/draft");
      await saved(page);
      expect(await namesOf(workflowId)).toContain("Told before the reload");
    });

    test("a closed tab, too; the next one that opens the workflow sends them", async () => {
      const other = await context.newPage();
      await openBuilder(other, workflowId);
      await openStep(other, "Tell the CRM");
      await context.setOffline(true);
      await renameStep(other, "Tell the CRM", "Told by a closed tab");
      await expect(state(other)).toHaveText(KEPT);
      // Nobody is asked: what is unsent is kept.
      await Promise.all([other.waitForEvent("close"), other.close({ runBeforeUnload: true })]);
      await context.setOffline(false);
      await openBuilder(page, workflowId);
      await expect(card(page, "Told by a closed tab")).toBeVisible();
      await saved(page);
      expect(await namesOf(workflowId)).toContain("Told by a closed tab");
    });
  });
