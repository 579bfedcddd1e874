/** The builder's commands: palette, shortcuts, menus at the pointer, undo, and copying from one workflow to another. */
import { expect, type Page, test } from "@playwright/test";
import {
  card,
  cards,
  createWorkflow,
  EMPTY_SPOT,
  emptyWorkflow,
  nothingToUndo,
  openBuilder,
  pane,
  saved,
  signIn,
  wires,
} from "./builder-page";

const palette = (page: Page) => page.getByRole("dialog", { name: "Commands" });
const search = (page: Page) => page.getByRole("combobox", { name: "Search commands and steps" });
const item = (page: Page, name: string) => page.getByRole("menuitem", { name, exact: true });

test.describe
  .serial("commands", () => {
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
      page = await context.newPage();
      await signIn(page);
    });
    test.afterAll(async () => {
      await page.context().close();
    });
    test.beforeEach(async () => {
      await openBuilder(page, await createWorkflow("Commands"));
    });

    test("Tab adds a step right after a press on empty canvas; for everybody else it moves the focus", async () => {
      const add = page.getByRole("combobox", { name: "Search steps" });
      await card(page, "Pricing links only").focus();
      await page.keyboard.press("Tab");
      await expect(card(page, "Pricing links only")).not.toBeFocused();
      await expect(add).toHaveCount(0);

      await pane(page).click({ position: EMPTY_SPOT });
      await page.keyboard.press("Tab");
      await expect(add).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(add).toHaveCount(0);
      await page.keyboard.press("Tab");
      await expect(add).toHaveCount(0);
    });

    test("the palette finds and does things without the mouse, and gives the focus back", async () => {
      await card(page, "Pricing links only").focus();
      await page.keyboard.press("Control+k");
      await expect(search(page)).toBeFocused();
      await search(page).fill("disable");
      await page.keyboard.press("Enter");
      await expect(palette(page)).toBeHidden();
      await expect(page.locator('[data-node-id="filter"]')).toHaveAttribute("data-state", "disabled");
      await expect(card(page, "Pricing links only")).toBeFocused();
      await page.keyboard.press("Control+k");
      await search(page).fill("crm");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("complementary", { name: "Step" })).toContainText("Tell the CRM");
    });

    test("the palette adds steps, forgives typing errors and says when it knows nothing", async () => {
      await page.keyboard.press("Control+k");
      await search(page).fill("xqzvwk");
      await expect(palette(page).getByText("Nothing is called")).toBeVisible();
      await search(page).fill("add dealy");
      await expect(palette(page).getByRole("option", { name: "Add Delay" })).toHaveAttribute(
        "aria-selected",
        "true",
      );
      await page.keyboard.press("Enter");
      await expect(card(page, "Delay")).toBeVisible();
    });

    test("the list of shortcuts shows every command's key", async () => {
      await page.keyboard.press("?");
      const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
      for (const name of ["All commands", "Tidy up", "Align left", "Undo", "Zoom to the selection"])
        await expect(sheet.getByText(name, { exact: true })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(sheet).toBeHidden();
    });

    test("menus at the pointer belong to what is under it", async () => {
      await card(page, "Tell the CRM").click({ button: "right" });
      await expect(page.getByRole("menu", { name: "Menu of the step" })).toBeVisible();
      await expect(page.getByRole("complementary", { name: "Step" })).toBeHidden();
      await item(page, "Duplicate step").click();
      await expect(card(page, "Tell the CRM")).toHaveCount(2);

      await page.locator('[data-edge-id="trigger-filter"]').click({ button: "right" });
      await expect(page.getByRole("menu", { name: "Menu of the wire" })).toBeVisible();
      await item(page, "Delete wire").click();
      await expect(wires(page)).toHaveCount(2);

      await pane(page).click({ button: "right", position: EMPTY_SPOT });
      await item(page, "Add a note here").click();
      await page.getByRole("textbox", { name: "Text of the note" }).fill("Agreed with sales");
      await page.keyboard.press("Escape");
      await expect(page.getByText("Agreed with sales")).toBeVisible();
    });

    test("the menu opens by key on the focused step, and Escape leads back", async () => {
      await card(page, "Pricing links only").focus();
      await page.keyboard.press("Shift+F10");
      await expect(page.getByRole("menu", { name: "Menu of the step" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("menu", { name: "Menu of the step" })).toBeHidden();
    });

    test("everything can be taken back, by name, after it was saved", async () => {
      await card(page, "Pricing links only").focus();
      await page.keyboard.press("Delete");
      await expect(cards(page)).toHaveCount(3);
      await expect(wires(page)).toHaveCount(2);
      await saved(page);
      await card(page, "Tell the CRM").click();
      const panel = page.getByRole("complementary", { name: "Step" });
      await panel.getByRole("textbox", { name: "URL" }).fill("https://example.com/changed");
      await expect(page.getByRole("button", { name: "Undo change URL of Tell the CRM" })).toBeEnabled();
      await saved(page);
      await panel.getByRole("tab").first().focus();
      await page.keyboard.press("Control+z");
      await expect(page.getByTestId("change-status")).toHaveText("Undone: change URL of Tell the CRM");
      await expect(panel.getByRole("textbox", { name: "URL" })).toContainText("pricing-clicks");
      await page.getByRole("button", { name: "Undo delete Pricing links only" }).click();
      await expect(cards(page)).toHaveCount(4);
      await nothingToUndo(page);
      await page.getByRole("button", { name: "Redo delete Pricing links only" }).click();
      await expect(cards(page)).toHaveCount(3);
      await saved(page);
      await page.reload();
      await expect(cards(page)).toHaveCount(3);
    });

    test("steps are cut in one workflow and pasted into another, as text", async () => {
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Control+x");
      await expect(cards(page)).toHaveCount(0);
      const text = await page.evaluate(() => navigator.clipboard.readText());
      expect(JSON.parse(text).nodes).toHaveLength(4);
      await saved(page);
      await openBuilder(page, await createWorkflow("Pasted", emptyWorkflow));
      await page.keyboard.press("Control+v");
      await expect(cards(page)).toHaveCount(4);
      await expect(wires(page)).toHaveCount(3);
      await pane(page).click({ button: "right", position: EMPTY_SPOT });
      await item(page, "Paste here").click();
      // A workflow has one trigger, so the second one stays behind.
      await expect(cards(page)).toHaveCount(7);
      await expect(page.getByRole("button", { name: "Undo paste 3 steps" })).toBeEnabled();
    });
  });
