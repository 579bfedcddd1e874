/** Two people, each with an account of their own, on one draft. */
import { expect, type Page, test } from "@playwright/test";
import { card, createWorkflow, openBuilder, openStep, renameStep, saved, signIn } from "./builder-page";
import { ask, click, publish } from "./real-events";
import { signInAsAnn } from "./second-person";

const url = () => process.env.E2E_URL ?? "";
const here = (page: Page, who: string | RegExp) =>
  page.getByRole("list", { name: "Also here" }).getByRole("img", { name: who });
const clash = (page: Page) => page.getByRole("dialog", { name: "Changed here and elsewhere" });

const KEY = "two people's signing key";

/** Published, and clicked once: the run that this started. */
async function runOf(workflowId: string): Promise<string> {
  await click(await publish(workflowId, KEY), KEY, `https://example.com/pricing/${workflowId}`);
  const newest = async () => {
    const { runs } = await ask<{ runs: { id: string }[] }>(`/runs?workflowId=${workflowId}`);
    return runs[0]?.id ?? "";
  };
  await expect.poll(newest).not.toBe("");
  return newest();
}

test.describe
  .serial("two people", () => {
    let owner: Page;
    let ann: Page;
    let ownerName: string;
    let workflowId: string;

    test.beforeAll(async ({ browser }) => {
      owner = await (await browser.newContext()).newPage();
      await signIn(owner);
      ann = await signInAsAnn(browser);
      const me = await owner.request.get(`${url()}/api/v1/me`);
      ownerName = ((await me.json()) as { name: string }).name;
    });
    test.afterAll(async () => {
      await owner.context().close();
      await ann.context().close();
    });
    test.beforeEach(async () => {
      workflowId = await createWorkflow("Two people");
      await Promise.all([openBuilder(owner, workflowId), openBuilder(ann, workflowId)]);
    });

    test("each sees the other by name, and where they are", async () => {
      await expect(here(owner, "Ann Lee")).toBeVisible();
      await expect(here(ann, ownerName)).toBeVisible();
      await openStep(ann, "Tell the CRM");
      await expect(card(owner, "Tell the CRM").getByRole("img", { name: "Ann Lee" })).toBeVisible();
      await expect(here(owner, /Ann Lee/)).toHaveAttribute("title", "Ann Lee, at Tell the CRM");
    });

    test("who came while the page could not hear yet is seen as soon as it can", async () => {
      let letThrough = () => {};
      const held = new Promise<void>((resolve) => {
        letThrough = resolve;
      });
      await owner.route("**/api/v1/stream", async (route) => {
        await held;
        await route.continue();
      });
      // Another one than both have open already: there is nobody in it yet.
      const heardLate = await createWorkflow("Heard late");
      const said = owner.waitForResponse(new RegExp(`${heardLate}/presence$`));
      await openBuilder(owner, heardLate);
      await said;
      // Its next sign of life would be answered with who is there.
      await owner.route("**/presence", async (route) => {
        await held;
        await route.continue();
      });
      await openBuilder(ann, heardLate);
      await expect(here(ann, ownerName)).toBeVisible();
      await expect(here(owner, "Ann Lee")).toHaveCount(0);
      letThrough();
      await expect(here(owner, "Ann Lee")).toBeVisible({ timeout: 5_000 });
      await owner.unroute("**/presence");
      await owner.unroute("**/api/v1/stream");
    });

    test("changes to different steps merge", async () => {
      await openStep(ann, "Tell the CRM");
      await ann.context().setOffline(true);
      await renameStep(ann, "Tell the CRM", "Told by Ann");
      await renameStep(owner, "Pricing links only", "Filtered by the owner");
      await saved(owner);
      await ann.context().setOffline(false);
      await saved(ann);
      for (const page of [owner, ann]) {
        await expect(card(page, "Told by Ann")).toBeVisible();
        await expect(card(page, "Filtered by the owner")).toBeVisible();
      }
    });

    test("the same field is asked about, and what one chooses is what both see", async () => {
      await openStep(ann, "Tell the CRM");
      await ann.context().setOffline(true);
      await renameStep(ann, "Tell the CRM", "Told by Ann");
      await renameStep(owner, "Tell the CRM", "Told by the owner");
      await saved(owner);
      await ann.context().setOffline(false);
      await expect(clash(ann)).toContainText("“Told by the owner”");
      await expect(clash(ann)).toContainText("“Told by Ann”");
      await clash(ann)
        .getByRole("radio", { name: /Told by Ann/ })
        .check();
      await clash(ann).getByRole("button", { name: "Save" }).click();
      await saved(ann);
      for (const page of [owner, ann]) await expect(card(page, "Told by Ann")).toBeVisible();
    });

    test("who looks at a run of it is seen in the builder, and sees who builds", async () => {
      await ann.goto(`${url()}/workflows/${workflowId}/runs/${await runOf(workflowId)}`);
      await expect(here(ann, ownerName)).toBeVisible();
      await expect(here(owner, "Ann Lee")).toBeVisible();
      await ann.goto("about:blank");
      await expect(here(owner, "Ann Lee")).toHaveCount(0);
    });
  });
