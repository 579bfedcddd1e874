/** One draft in two windows: changes come over by themselves, merge where they touch different things, and are asked about where not. */
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import {
  card,
  cards,
  createWorkflow,
  nothingToUndo,
  openBuilder,
  openStep,
  renameStep,
  saved,
  signIn,
} from "./builder-page";

const undo = (page: Page, what: string) => page.getByRole("button", { name: `Undo ${what}`, exact: true });
const clash = (page: Page) => page.getByRole("dialog", { name: "Changed here and elsewhere" });

/** Nothing is sent, and nothing is heard. */
const disconnect = (context: BrowserContext) => context.setOffline(true);

test.describe
  .serial("two windows", () => {
    let one: Page;
    let two: Page;
    let workflowId: string;

    async function another(browser: Browser, like?: BrowserContext): Promise<Page> {
      const context = await browser.newContext(like ? { storageState: await like.storageState() } : {});
      return context.newPage();
    }
    test.beforeAll(async ({ browser }) => {
      one = await another(browser);
      await signIn(one);
      two = await another(browser, one.context());
    });
    test.afterAll(async () => {
      await one.context().close();
      await two.context().close();
    });
    test.beforeEach(async () => {
      workflowId = await createWorkflow("Two windows");
      await Promise.all([openBuilder(one, workflowId), openBuilder(two, workflowId)]);
      await expect(one.getByRole("img", { name: "You, in another tab" })).toBeVisible();
      await expect(two.getByRole("img", { name: "You, in another tab" })).toBeVisible();
    });

    test("a window without changes follows the other one, name and all, and has nothing to undo", async () => {
      await card(one, "Tell the CRM").focus();
      await one.keyboard.press("Delete");
      await expect(cards(two)).toHaveCount(3);
      await nothingToUndo(two);
      await one.getByRole("button", { name: "Rename Two windows" }).click();
      await one.getByRole("textbox", { name: "Workflow name" }).fill("Better name");
      await one.keyboard.press("Enter");
      await expect(two.getByRole("heading", { name: "Better name" })).toBeVisible();
      await undo(one, "rename workflow").click();
      await expect(two.getByRole("heading", { name: "Two windows" })).toBeVisible();
      await undo(one, "delete Tell the CRM").click();
      await expect(cards(two)).toHaveCount(4);
      await saved(one);
      await saved(two);
    });

    test("different steps merge, and undo takes back only one's own", async () => {
      await openStep(two, "Tell the CRM");
      await disconnect(two.context());
      await renameStep(two, "Tell the CRM", "Told by two");
      await renameStep(one, "Pricing links only", "Filtered by one");
      await saved(one);
      await two.context().setOffline(false);
      await expect(card(two, "Filtered by one")).toBeVisible();
      await expect(card(one, "Told by two")).toBeVisible();
      await saved(two);
      await undo(two, "rename Tell the CRM").click();
      await expect(card(one, "Tell the CRM")).toBeVisible();
      await expect(card(two, "Filtered by one")).toBeVisible();
      await expect(card(one, "Filtered by one")).toBeVisible();
      await nothingToUndo(two);
    });

    test("the same field asks, shows both, and saves what was chosen", async () => {
      await openStep(two, "Tell the CRM");
      await disconnect(two.context());
      await renameStep(two, "Tell the CRM", "Told by two");
      await renameStep(one, "Tell the CRM", "Told by one");
      await saved(one);
      await two.context().setOffline(false);
      await expect(clash(two)).toContainText("Name of Tell the CRM");
      await expect(clash(two)).toContainText("“Told by one”");
      await expect(clash(two).getByRole("button", { name: "Save" })).toBeDisabled();
      await clash(two).getByRole("button", { name: "Later" }).click();
      await expect(two.getByTestId("save-state")).toHaveText("Changed elsewhere, too");
      await two.getByRole("button", { name: "Choose" }).click();
      await clash(two).getByRole("radio", { name: "Theirs: “Told by one”" }).check();
      await clash(two).getByRole("button", { name: "Save" }).click();
      await saved(two);
      await expect(card(two, "Told by one")).toBeVisible();
      await expect(card(one, "Told by one")).toBeVisible();
    });

    test("who is here, and at which step, is seen; who leaves is gone", async () => {
      await openStep(one, "Tell the CRM");
      await expect(card(two, "Tell the CRM").getByRole("img", { name: "You, in another tab" })).toBeVisible();
      await one.goto("about:blank");
      await expect(two.getByRole("img", { name: "You, in another tab" })).toHaveCount(0);
    });
  });
