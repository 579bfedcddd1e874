/** The same builder without a pointer and without a canvas: a tree, by keyboard alone, and on a phone. */
import { expect, type Page, test } from "@playwright/test";
import { createWorkflow, emptyWorkflow, openBuilder, saved, signIn } from "./builder-page";

const row = (page: Page, name: RegExp) => page.getByRole("treeitem", { name });
const rows = (page: Page) => page.getByRole("treeitem");
const steps = (page: Page) => page.getByRole("combobox", { name: "Search steps" });

async function choose(page: Page, search: string, name: string): Promise<void> {
  await steps(page).fill(search);
  await expect(page.getByRole("option", { name, exact: true })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(steps(page)).toBeHidden();
  await expect(page.locator("[role=treeitem]:focus")).toHaveAccessibleName(new RegExp(`^${name}`));
}

test("a workflow is built, wired and changed in the outline by keyboard alone", async ({ page }) => {
  await signIn(page);
  await openBuilder(page, await createWorkflow("By keyboard", emptyWorkflow));
  await page.keyboard.press("o");
  await page.keyboard.press("n");
  await choose(page, "email link", "Email Link Clicked");
  await row(page, /Email Link Clicked/).focus();
  await page.keyboard.press("a");
  await choose(page, "only if", "Filter");
  await row(page, /^Filter/).focus();
  await page.keyboard.press("a");
  await choose(page, "wait", "Delay");
  await row(page, /^Delay/).focus();
  await page.keyboard.press("a");
  await choose(page, "router", "Branch");
  await expect(rows(page)).toHaveCount(6);

  // Enter goes into the form, Escape comes back.
  await row(page, /^Delay/).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Step" }).getByRole("tab").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(row(page, /^Delay/)).toBeFocused();

  // Moved by the same way as everything: it is saved and can be taken back.
  await page.keyboard.press("Alt+ArrowUp");
  await expect(rows(page).nth(1)).toHaveAccessibleName(/^Delay/);
  await page.keyboard.press("Control+z");
  await expect(rows(page).nth(1)).toHaveAccessibleName(/^Filter/);

  await row(page, /Email Link Clicked/).focus();
  await page.keyboard.press("c");
  const connect = page.getByRole("dialog", { name: "Connect" });
  await connect.getByRole("combobox").fill("delay");
  await page.keyboard.press("Enter");
  await expect(row(page, /^Also after Email Link Clicked/)).toBeVisible();
  await expect(row(page, /^Goes on at Delay/)).toBeVisible();

  await page.keyboard.press("Control+z");
  await row(page, /^Filter/).focus();
  await page.keyboard.press("Delete");
  await expect(row(page, /^Filter/)).toHaveCount(0);
  await expect(row(page, /^Delay/)).toBeFocused();

  await row(page, /^Otherwise/).focus();
  await page.keyboard.press("a");
  await choose(page, "http", "HTTP request");
  await expect(row(page, /^HTTP request, needs setup/)).toHaveAttribute("aria-level", "3");
  await row(page, /^Otherwise/).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(row(page, /^HTTP request/)).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(row(page, /^HTTP request/)).toBeFocused();
  await saved(page);
});

test("on a phone the outline stands in the canvas's place, and a workflow is published there", async ({
  browser,
}) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await signIn(page);
  const id = await createWorkflow("On a phone");
  await page.goto(new URL(`/workflows/${id}`, page.url()).href);
  await expect(rows(page)).toHaveCount(6);
  await expect(page.getByTestId("workflow-canvas")).toBeHidden();
  await row(page, /^Tell the CRM/).click();
  const panel = page.getByRole("complementary", { name: "Step" });
  await panel.getByRole("textbox", { name: "URL" }).fill("https://example.com/from-a-phone");
  await panel.getByRole("button", { name: "Close step" }).click();
  await expect(row(page, /^Tell the CRM/)).toContainText("from-a-phone");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await choose(page, "wait", "Delay");
  await panel.getByRole("button", { name: "Close step" }).click();
  await row(page, /^Delay/)
    .getByRole("button", { name: "More about Delay" })
    .click();
  await page.getByRole("menuitem", { name: "Delete step" }).click();
  await expect(row(page, /^Delay/)).toHaveCount(0);
  await page.locator(".bo-foot").getByRole("button", { name: "Publish" }).click();
  await page.getByRole("button", { name: "Publish v1" }).click();
  await expect(page.getByRole("textbox", { name: "Webhook address" })).toBeVisible();
  await page.close();
});

test("a phone is shown the outline's place from the start, never the canvas", async ({ browser, page }) => {
  await signIn(page);
  const id = await createWorkflow("Before any script");
  const phone = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  });
  const still = await phone.newPage();
  await still.goto(new URL(`/workflows/${id}`, page.url()).href);
  await expect(still.getByTestId("workflow-canvas")).toBeAttached();
  await expect(still.getByTestId("workflow-canvas")).toBeHidden();
  await expect(still.getByRole("complementary", { name: "Outline" })).toBeVisible();
  await still.setViewportSize({ width: 1024, height: 768 });
  await expect(still.getByTestId("workflow-canvas")).toBeVisible();
  await expect(still.getByRole("complementary", { name: "Outline" })).toBeHidden();
  await phone.close();
});
