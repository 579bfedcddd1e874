/** A builder that was seen opens without a network: as it was left, with what was not sent, which goes as soon as there is one. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { card, createWorkflow, openBuilder, openStep, renameStep, saved, signIn } from "./builder-page";
import { API_KEY } from "./start-product";

const state = (page: Page) => page.getByTestId("save-state");

/** As the server has it. */
async function namesOf(workflowId: string): Promise<(string | undefined)[]> {
  const answer = await fetch(`${process.env.E2E_URL}/api/v1/workflows/${workflowId}`, {
    headers: { authorization: `Bearer ${API_KEY}` },
  });
  const { draft } = (await answer.json()) as { draft: { nodes: { name?: string }[] } };
  return draft.nodes.map(({ name }) => name);
}

/** Paths of what the service worker keeps, in caches whose names have this in them. */
const keptPaths = (page: Page, kind: "pages" | "assets") =>
  page.evaluate(async (wanted) => {
    const names = (await caches.keys()).filter((name) => name.includes(wanted));
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  }, kind);

/** All that the page runs on now is kept: it opens without a network. */
const isKept = async (page: Page, path: string): Promise<boolean> => {
  const assets = new Set(await keptPaths(page, "assets"));
  const used = await page.evaluate(() =>
    performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname),
  );
  const isComplete = used.filter((one) => one.startsWith("/_next/static/")).every((one) => assets.has(one));
  return isComplete && (await keptPaths(page, "pages")).includes(path);
};

test.describe
  .serial("without a network", () => {
    let context: BrowserContext;
    let page: Page;
    let workflowId: string;

    test.beforeAll(async ({ browser }) => {
      const signedIn = await browser.newContext();
      await signIn(await signedIn.newPage());
      context = await browser.newContext({
        serviceWorkers: "allow",
        storageState: await signedIn.storageState(),
      });
      await signedIn.close();
      page = await context.newPage();
      // The first page of all: much of it is fetched before the service worker is there.
      workflowId = await createWorkflow("Seen before");
      await openBuilder(page, workflowId);
      await expect.poll(() => isKept(page, `/workflows/${workflowId}`), { timeout: 30_000 }).toBe(true);
    });
    test.afterAll(async () => {
      await context.close();
    });

    test("the builder opens as it was left, takes changes, and sends them", async () => {
      await openStep(page, "Tell the CRM");
      await renameStep(page, "Tell the CRM", "Told online");
      await saved(page);
      await context.setOffline(true);
      await page.reload();
      await expect(card(page, "Told online")).toBeVisible();
      await expect(state(page)).toHaveText("Offline");
      await expect(page.locator(".bd-app")).not.toHaveAttribute("aria-busy");
      await renameStep(page, "Told online", "Told offline");
      await expect(state(page)).toHaveText("Offline, kept in this browser");
      await page.reload();
      await expect(card(page, "Told offline")).toBeVisible();
      expect(await namesOf(workflowId)).toContain("Told online");
      await context.setOffline(false);
      await saved(page);
      expect(await namesOf(workflowId)).toContain("Told offline");
    });

    test("with a network the server's page is shown, not the kept one", async () => {
      await page.goto("about:blank");
      const answer = await fetch(`${process.env.E2E_URL}/api/v1/workflows/${workflowId}`, {
        method: "PATCH",
        headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
        body: JSON.stringify({ name: "Named meanwhile" }),
      });
      expect(answer.status).toBe(200);
      const html = await page.goto(`${process.env.E2E_URL}/workflows/${workflowId}`);
      expect(html?.fromServiceWorker()).toBe(true);
      await expect(page.getByRole("heading", { name: "Named meanwhile" })).toBeVisible();
    });

    test("a page that was not seen says so, and no answer of the API is kept", async () => {
      await context.setOffline(true);
      await page.goto(`${process.env.E2E_URL}/events`);
      await expect(page.getByRole("heading", { name: "Hookline cannot be reached" })).toBeVisible();
      const kept = [...(await keptPaths(page, "pages")), ...(await keptPaths(page, "assets"))];
      expect(kept.filter((path) => path.startsWith("/api/"))).toEqual([]);
      await context.setOffline(false);
    });

    test("whose session has ended leaves no page behind", async () => {
      await page.goto(`${process.env.E2E_URL}/workflows`);
      expect(await keptPaths(page, "pages")).toContain("/workflows");
      await context.clearCookies();
      await page.goto(`${process.env.E2E_URL}/workflows`);
      await expect(page.getByLabel("E-mail")).toBeVisible();
      expect(await keptPaths(page, "pages")).toEqual([]);
    });
  });
