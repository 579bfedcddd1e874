/** The list of workflows: found, sorted, tagged, renamed, archived, imported; by mouse and by keyboard. Its view is in the address. */
import { expect, type Page, test } from "@playwright/test";
import example from "../examples/pricing-follow-up.json" with { type: "json" };
import { createWorkflow, emptyWorkflow, signIn } from "./builder-page";

const url = () => process.env.E2E_URL ?? "";
const name = (page: Page, text: string) => page.getByRole("link", { name: text, exact: true });
const names = (page: Page) => page.locator("[data-row-link]");
const button = (page: Page, text: string) => page.getByRole("button", { name: text, exact: true });
const menu = async (page: Page, workflow: string, item: string) => {
  await button(page, `More about ${workflow}`).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};

test.describe("the home page", () => {
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    await signIn(page);
  });
  test.afterAll(async () => {
    await page.close();
  });

  test("finds, sorts and keeps its view in the address", async () => {
    await createWorkflow("Home B", emptyWorkflow);
    await createWorkflow("Home A", emptyWorkflow);
    await page.goto(`${url()}/workflows`);
    await expect(name(page, "Home A")).toBeVisible();
    await page.keyboard.press("/");
    await page.keyboard.type("home");
    await expect(names(page)).toHaveText(["Home A", "Home B"]);
    await button(page, "Name").click();
    await button(page, "Name").click();
    await expect(names(page)).toHaveText(["Home B", "Home A"]);
    await expect(page).toHaveURL(/q=home/);
    await expect(page).toHaveURL(/sort=name/);
    await page.reload();
    await expect(names(page)).toHaveText(["Home B", "Home A"]);
    await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
    await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Live" });
    await expect(page.getByText("No workflow fits")).toBeVisible();
    await button(page, "Clear filters").click();
    await expect(name(page, "Home A")).toBeVisible();
  });

  test("is used by keyboard: move, choose, tag several, filter by the tag", async () => {
    await createWorkflow("Keys A", emptyWorkflow);
    await createWorkflow("Keys B", emptyWorkflow);
    await page.goto(`${url()}/workflows?q=keys&sort=name`);
    await expect(names(page)).toHaveText(["Keys A", "Keys B"]);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await expect(name(page, "Keys B")).toBeFocused();
    await page.keyboard.press("x");
    const bar = page.getByRole("region", { name: "Selected workflows" });
    await expect(bar).toContainText("2 selected");
    await bar.getByRole("button", { name: "Tags…" }).click();
    await page.getByLabel("New tag").fill("By keyboard");
    await page.keyboard.press("Enter");
    await button(page, "Save").click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(bar).toBeHidden();
    await page.goto(`${url()}/workflows`);
    await page
      .getByRole("group", { name: "Tags" })
      .getByRole("button", { name: /By keyboard/ })
      .click();
    await expect(names(page)).toHaveCount(2);
    await expect(page).toHaveURL(/tags=By/);
    await page.keyboard.press("Escape");
    await name(page, "Keys A").focus();
    await page.keyboard.press("F2");
    await page.getByRole("textbox", { name: "Workflow name" }).fill("Keys, renamed");
    await page.keyboard.press("Enter");
    await expect(name(page, "Keys, renamed")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("workflow-canvas")).toBeVisible();
    await expect(page).toHaveTitle("Keys, renamed · Hookline");
  });

  test("archives several, takes it back, and deletes from the archive alone, saying what is lost", async () => {
    await createWorkflow("Shelf A", emptyWorkflow);
    await createWorkflow("Shelf B", emptyWorkflow);
    await page.goto(`${url()}/workflows?q=shelf`);
    await page.getByRole("checkbox", { name: "Select all" }).check();
    await button(page, "Archive").click();
    // It is there for a moment only.
    await button(page, "Undo").click();
    await expect(names(page)).toHaveCount(2);
    await button(page, "More about Shelf A").click();
    await expect(page.getByRole("menuitem", { name: "Delete…" })).toHaveCount(0);
    await page.getByRole("menuitem", { name: "Archive" }).click();
    await expect(names(page)).toHaveText(["Shelf B"]);
    await button(page, "Archived").click();
    await menu(page, "Shelf A", "Delete…");
    const dialog = page.getByRole("dialog", { name: "Delete Shelf A?" });
    await expect(dialog).toContainText("Its draft is lost.");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await expect(name(page, "Shelf A")).toHaveCount(0);
  });

  test("takes files, says what is wrong with others, and gives them back", async () => {
    await page.goto(`${url()}/workflows`);
    const files = page.getByTestId("import-files");
    const json = (file: string, text: string) => ({
      name: file,
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
    await files.setInputFiles([
      json("right.json", JSON.stringify({ ...example, name: "Imported at home" })),
      json("cut.json", '{"hookline": 1, "na'),
    ]);
    await expect(page.getByRole("alert").filter({ hasText: "cut.json is not JSON" })).toBeVisible();
    await expect(name(page, "Imported at home")).toBeVisible();
    await button(page, "Dismiss").click();
    await menu(page, "Imported at home", "Duplicate");
    await expect(name(page, "Imported at home (copy)")).toBeVisible();
    const download = page.waitForEvent("download");
    await menu(page, "Imported at home", "Export as a file");
    expect((await download).suggestedFilename()).toBe("Imported at home.json");
    await files.setInputFiles(json("alone.json", JSON.stringify({ ...example, name: "Imported alone" })));
    await expect(page.getByTestId("workflow-canvas")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Imported alone" })).toBeVisible();
  });
});
