/** Parts of the builder are fetched after the page: one that comes late loses nothing that was done meanwhile. */
import { expect, type Page, test } from "@playwright/test";
import { card, createWorkflow, emptyWorkflow, openBuilder, signIn } from "./builder-page";

const panel = (page: Page) => page.getByRole("complementary", { name: "Step", exact: true });

/** Keeps the script back that has this text in it; what is returned lets it through. */
async function holdBack(page: Page, text: string): Promise<() => void> {
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes(text)) await held;
    await route.fulfill({ response });
  });
  return () => letThrough();
}

const frames = (page: Page, count: number) =>
  page.evaluate(
    (count) =>
      new Promise<void>((resolve) => {
        let left = count;
        const next = () => {
          left -= 1;
          if (left === 0) resolve();
          else requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
    count,
  );

test("a field that is picked before the text editor is there stands in it when it comes", async ({
  page,
}) => {
  await signIn(page);
  const letThrough = await holdBack(page, "in-token-placeholder");
  await openBuilder(page, await createWorkflow("Late editor"));
  await card(page, "Tell the CRM").click({ position: { x: 60, y: 15 } });
  const url = panel(page).getByRole("textbox", { name: "URL", exact: true });
  await panel(page).getByRole("button", { name: "Insert a field into URL" }).click();
  await page
    .getByRole("dialog", { name: "Pick a field" })
    .getByRole("option", { name: "Link", exact: true })
    .click();
  await expect(url).toHaveCount(0);
  letThrough();
  await expect(url).toContainText("https://example.com/pricing-clicksLink");
  await expect(card(page, "Tell the CRM")).toContainText("Link");
});

test("an outline that comes late leaves the focus with who is typing", async ({ page }) => {
  await signIn(page);
  const letThrough = await holdBack(page, "bo-nothing");
  await openBuilder(page, await createWorkflow("Late outline", emptyWorkflow));
  await page.keyboard.press("o");
  const outline = page.getByRole("complementary", { name: "Outline" });
  await expect(outline).toHaveAttribute("aria-busy", "true");
  await page.keyboard.press("n");
  const search = page.getByRole("combobox", { name: "Search steps" });
  await search.fill("email link");
  letThrough();
  await expect(outline.getByRole("button", { name: "Add a trigger" })).toBeVisible();
  await expect(search).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(outline.getByRole("treeitem", { name: /^Email Link Clicked/ })).toBeFocused();
});

test("Enter on a step waits for its form, however long it takes to come", async ({ page }) => {
  await signIn(page);
  const letThrough = await holdBack(page, "More about this step");
  await openBuilder(page, await createWorkflow("Late form"));
  await card(page, "Tell the CRM").focus();
  await page.keyboard.press("Enter");
  await frames(page, 150);
  await expect(panel(page)).toHaveCount(0);
  letThrough();
  await expect(panel(page).getByRole("tab", { name: "Setup" })).toBeFocused();
});
