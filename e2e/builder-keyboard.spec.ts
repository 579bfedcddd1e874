/** The example workflow, built, tested, published and read by keyboard alone. No pointer is used after signing in. */
import { expect, type Page, test } from "@playwright/test";
import { card, saved, signIn } from "./builder-page";
import { expectExample, expectSent } from "./example-workflow";
import { chooseByArrows, expectFocus, expectNoPointer, tabTo, watchPointer } from "./keyboard";
import { ask, click } from "./real-events";

const KEY = "typed-by-keyboard";
const NAME = "Pricing follow-up by keyboard";
const LINK = "https://shop.example.com/pricing?plan=team";
const receiver = () => process.env.E2E_RECEIVER ?? "";

const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });
const inPanel = (page: Page, role: "button" | "textbox" | "combobox" | "tab", name: string | RegExp) =>
  panel(page).getByRole(role, { name, exact: true });
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Past what every page begins with. */
async function skip(page: Page, words: string): Promise<void> {
  await tabTo(page, page.getByRole("link", { name: words }), { most: 1 });
  await press(page, "Enter");
  await expectFocus(page.getByRole("main"));
}

/** From the list of steps; what was added has the focus. */
async function add(page: Page, key: "n" | "a", search: string, name: string): Promise<void> {
  await press(page, key);
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
  await page.keyboard.type(search);
  await expect(page.getByRole("option", { name, exact: true })).toHaveAttribute("aria-selected", "true");
  await press(page, "Enter");
  await expectFocus(card(page, name));
}

/** Into the form of the step that has the focus. */
async function openForm(page: Page): Promise<void> {
  await press(page, "Enter");
  await expectFocus(inPanel(page, "tab", "Setup"));
}

async function rename(page: Page, to: string): Promise<void> {
  await press(page, "F2");
  await expect(page.getByRole("textbox", { name: "Step name" })).toBeFocused();
  await page.keyboard.type(to);
  await press(page, "Enter");
  await expectFocus(card(page, to));
}

async function pick(page: Page, search: string, label: string): Promise<void> {
  const picker = page.getByRole("dialog", { name: "Pick a field" });
  await expect(picker.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(search);
  await expect(picker.getByRole("option", { name: label, exact: true })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await press(page, "Enter");
  await expect(picker).toBeHidden();
}

interface Condition {
  search: string;
  field: string;
  operator: string;
  value: string;
}

/** Its first condition, from wherever the form was left at. */
async function addCondition(page: Page, { search, field, operator, value }: Condition): Promise<void> {
  await tabTo(page, inPanel(page, "button", "Add a condition"));
  await press(page, "Enter");
  await expectFocus(inPanel(page, "button", "Field: pick a field"));
  await press(page, "Enter");
  await pick(page, search, field);
  await expectFocus(inPanel(page, "button", `Field: ${field}`));
  const operators = inPanel(page, "combobox", "Operator");
  await tabTo(page, operators, { most: 2 });
  await chooseByArrows(page, operators, operator);
  await tabTo(page, inPanel(page, "textbox", "Value"), { most: 2 });
  await page.keyboard.type(value);
  // What the sample is depends on the real events of the journeys before.
  await expect(panel(page).getByText(/^The sample (fits|does not fit)/)).toBeVisible();
}

async function addBodyField(page: Page, name: string, label: string): Promise<void> {
  await tabTo(page, inPanel(page, "button", "Add a field"));
  await press(page, "Enter");
  await expectFocus(inPanel(page, "textbox", /^JSON body: name/).last());
  await page.keyboard.type(name);
  const value = inPanel(page, "textbox", `JSON body: ${name}`);
  await tabTo(page, value, { most: 1 });
  await press(page, "{");
  await pick(page, label, label);
  await expectFocus(value);
  await expect(value).toHaveText(label);
}

/** By its name, in the list of all commands. */
async function command(page: Page, name: string): Promise<void> {
  await press(page, "Control+k");
  await expect(page.getByRole("combobox", { name: "Search commands and steps" })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole("option", { name, exact: true })).toHaveAttribute("aria-selected", "true");
  await press(page, "Enter");
}

const runs = async () => (await ask<{ runs: { status: string }[] }>(`/runs?workflowId=${workflowId}`)).runs;

let page: Page;
let workflowId = "";
let address = "";

test.describe
  .serial("without a pointer", () => {
    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await signIn(page);
      await watchPointer(page);
      await page.goto(page.url());
      await expect(page.getByRole("button", { name: "New workflow" })).toBeVisible();
    });
    test.afterAll(() => page.close());
    test.afterEach(() => expectNoPointer(page));

    test("a workflow is made, named and begun", async () => {
      await skip(page, "Skip to the content");
      await tabTo(page, page.getByRole("button", { name: "New workflow" }));
      await press(page, "Enter");
      await expect(page).toHaveURL(/\/workflows\/wf_/);
      workflowId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      await expect(page.locator(".bd-app")).not.toHaveAttribute("aria-busy");
      await tabTo(page, page.getByRole("button", { name: "Rename Untitled workflow" }));
      await press(page, "Enter");
      await page.keyboard.type(NAME);
      await press(page, "Enter");
      await expectFocus(page.getByRole("button", { name: `Rename ${NAME}` }));

      await add(page, "n", "email link", "Email Link Clicked");
      await openForm(page);
      await tabTo(page, inPanel(page, "button", "New"), { most: 2 });
      await press(page, "Enter");
      await expect(inPanel(page, "combobox", "Customer.io connection")).toHaveValue(/./);
      await press(page, "Escape");
      await expectFocus(card(page, "Email Link Clicked"));
    });

    test("its conditions are built with fields that are picked", async () => {
      await add(page, "a", "only if", "Filter");
      await rename(page, "Pricing links only");
      await openForm(page);
      await addCondition(page, { search: "link", field: "Link", operator: "contains", value: "/pricing" });
      await press(page, "Escape");
      await expectFocus(card(page, "Pricing links only"));

      await add(page, "a", "router", "Branch");
      await openForm(page);
      await tabTo(page, inPanel(page, "button", "By conditions"), { most: 2 });
      await press(page, "Enter");
      await tabTo(page, inPanel(page, "textbox", "Branch name"), { most: 2 });
      await page.keyboard.type("Clicked");
      await addCondition(page, {
        search: "event",
        field: "Event",
        operator: "is",
        value: "email.clicked",
      });
      await press(page, "Escape");
      await expectFocus(card(page, "Branch"));
    });

    test("a request behind a branch gets its fields", async () => {
      await add(page, "a", "http", "HTTP request");
      await rename(page, "Tell the CRM");
      await openForm(page);
      const method = panel(page).getByLabel("Method", { exact: true });
      await tabTo(page, method, { most: 1 });
      await chooseByArrows(page, method, "POST");
      await tabTo(page, inPanel(page, "textbox", "URL"), { most: 2 });
      await page.keyboard.type(`${receiver()}/by-keyboard`);
      await addBodyField(page, "event_id", "Event id");
      await addBodyField(page, "email", "Customer e-mail");
      await addBodyField(page, "customer_id", "Customer id");
      await addBodyField(page, "href", "Link");
      await addBodyField(page, "subject", "Subject");
      await press(page, "Escape");
      await expectFocus(card(page, "Tell the CRM"));
      await saved(page);
    });

    test("the checks lead to what is left to do", async () => {
      await command(page, "Checks");
      const checks = page.getByRole("complementary", { name: "Checks" });
      await expectFocus(checks);
      await tabTo(page, checks.getByRole("button", { name: "Paste the key" }));
      await press(page, "Enter");
      const dialog = page.getByRole("dialog", { name: "Address and signing key" });
      await expect(dialog).toBeVisible();
      address = await dialog.getByRole("textbox", { name: "Webhook address" }).inputValue();
      const key = dialog.getByRole("textbox", { name: "Signing key" });
      await tabTo(page, key);
      await page.keyboard.type(KEY);
      await press(page, "Enter");
      await expect(dialog.getByText("A key is saved.")).toBeVisible();
      await expectFocus(key);
      await tabTo(page, dialog.getByRole("button", { name: "Done" }), { most: 2 });
      await press(page, "Enter");
      await expect(dialog).toBeHidden();
      await expect(checks.getByText("Nothing to fix")).toBeVisible();
      await expectFocus(checks);
      await press(page, "Escape");
      await expectFocus(card(page, "Tell the CRM"));
      await expect(page.getByRole("button", { name: "No issues" })).toBeVisible();
    });

    test("it is tested with an example, and every step says what came of it", async () => {
      await openForm(page);
      await press(page, "ArrowRight", "ArrowRight", "ArrowRight");
      await expectFocus(inPanel(page, "tab", "Test"));
      await tabTo(page, panel(page).getByRole("radio", { checked: true }));
      const newsletter = panel(page).getByRole("radio", { name: "Newsletter, Built in" });
      // Past the real events of the journeys before, of which the newest is chosen at first.
      for (let passed = 0; passed < 10 && !(await newsletter.isChecked()); passed++)
        await press(page, "ArrowDown");
      await expect(newsletter).toBeChecked();
      await press(page, "Control+Enter");
      const drawer = page.getByRole("region", { name: "Last test" });
      await expect(drawer.getByRole("status")).toHaveText("Completed");
      await expect(newsletter).toBeFocused();
      await tabTo(page, drawer.getByRole("button", { name: /^Pricing links only/ }), { most: 12 });
      const result = panel(page).getByTestId("test-result");
      await press(page, "Enter");
      await expect(result).toContainText("Link contains /pricing saw https://shop.example.com/pricing");
      await tabTo(page, drawer.getByRole("button", { name: /^Branch/ }), { most: 1 });
      await press(page, "Enter");
      await expect(result).toContainText("Event is email.clicked");
      await tabTo(page, drawer.getByRole("button", { name: /^Tell the CRM/ }), { most: 1 });
      await press(page, "Enter");
      await expect(result).toContainText(`POST ${receiver()}/by-keyboard`);
      await expect(panel(page).getByRole("region", { name: "Request" })).toContainText(
        '"href": "https://shop.example.com/pricing',
      );
    });

    test("it is published", async () => {
      await command(page, "Publish");
      await expectFocus(page.getByRole("textbox", { name: "Note" }));
      const publish = page.getByRole("button", { name: "Publish v1" });
      await tabTo(page, publish, { most: 2 });
      // While it is being compared with what is live it can be reached, and not pressed.
      await expect(publish).toBeEnabled();
      await press(page, "Enter");
      const dialog = page.getByRole("dialog", { name: "Version 1 is live" });
      await expect(dialog).toBeFocused();
      await expect(dialog.getByRole("textbox", { name: "Webhook address" })).toHaveValue(address);
      await tabTo(page, dialog.getByRole("button", { name: "Done" }));
      await press(page, "Enter");
      await expect(dialog).toBeHidden();
      await expectFocus(
        page.getByRole("region", { name: "Last test" }).getByRole("button", { name: /^Tell the CRM/ }),
      );
    });

    test("a signed click runs it, and what the run sent is read", async () => {
      await click(address, KEY, LINK);
      await expect.poll(async () => (await runs()).map(({ status }) => status)).toEqual(["completed"]);
      await command(page, "Runs of this workflow");
      await expect(page).toHaveURL(`${process.env.E2E_URL}/runs?workflowId=${workflowId}`);
      await skip(page, "Skip to the content");
      await tabTo(page, page.getByRole("row").getByRole("link", { name: NAME }), { most: 8 });
      await press(page, "Enter");
      await expect(page.getByTestId("run-status")).toHaveText("Completed");
      const step = page.getByRole("complementary").getByRole("heading", { level: 2 });
      // The focus stays where it is, so this alone tells a screen reader.
      const said = page.getByRole("status").filter({ hasText: " of 4" });
      for (const name of ["Pricing links only", "Branch", "Tell the CRM"]) {
        await press(page, "]");
        await expect(step).toHaveText(name);
        await expect(said).toContainText(`${name}, Completed, `);
      }
      await expect(page.getByRole("complementary")).toContainText(LINK);
    });

    test("what was sent is what was picked, and the workflow is the example", async () => {
      await expectSent(receiver(), LINK);
      await expectExample(workflowId);
    });
  });
