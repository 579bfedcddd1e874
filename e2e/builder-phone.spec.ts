/** The example workflow, built, tested and published on a phone, where the outline stands in the canvas's place. By taps alone. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { saved, signIn } from "./builder-page";
import { expectExample, expectSent } from "./example-workflow";
import { ask, click } from "./real-events";

const KEY = "typed on a phone";
const LINK = "https://shop.example.com/pricing?plan=phone";
const receiver = () => process.env.E2E_RECEIVER ?? "";

let page: Page;
let workflowId = "";
let address = "";

const panel = () => page.getByRole("complementary", { name: "Step" });
const row = (name: RegExp) => page.getByRole("treeitem", { name });
const foot = (name: string) => page.locator(".bo-foot").getByRole("button", { name });
const inPanel = (name: string | RegExp) => panel().getByRole("button", { name, exact: true });
const closeStep = () => inPanel("Close step").tap();

async function write(field: Locator, text: string): Promise<void> {
  await field.tap();
  await field.fill(text);
}

/** Behind the chosen step, or where the list of steps was opened; its form is open then. */
async function choose(search: string, name: string): Promise<void> {
  await write(page.getByRole("combobox", { name: "Search steps" }), search);
  await page.getByRole("option", { name, exact: true }).tap();
  await expect(inPanel(`Rename ${name}`)).toBeVisible();
}

async function rename(from: string, to: string): Promise<void> {
  await inPanel(`Rename ${from}`).tap();
  await page.getByRole("textbox", { name: "Step name" }).fill(to);
  await page.keyboard.press("Enter");
  await expect(inPanel(`Rename ${to}`)).toBeVisible();
}

async function pick(label: string): Promise<void> {
  const picker = page.getByRole("dialog", { name: "Pick a field" });
  await write(picker.getByRole("combobox"), label);
  await picker.getByRole("option", { name: label, exact: true }).tap();
  await expect(picker).toBeHidden();
}

async function addCondition(field: string, operator: string, value: string): Promise<void> {
  await inPanel("Add a condition").tap();
  await inPanel("Field: pick a field").tap();
  await pick(field);
  await panel().getByRole("combobox", { name: "Operator" }).selectOption({ label: operator });
  await write(panel().getByRole("textbox", { name: "Value" }), value);
}

async function addBodyField(name: string, label: string): Promise<void> {
  await inPanel("Add a field").tap();
  await write(
    panel()
      .getByRole("textbox", { name: /JSON body: name/ })
      .last(),
    name,
  );
  await inPanel(`Insert a field into JSON body: ${name}`).tap();
  await pick(label);
}

test.describe
  .serial("on a phone", () => {
    test.beforeAll(async ({ browser }) => {
      const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 } });
      page = await context.newPage();
      await signIn(page);
    });
    test.afterAll(() => page.context().close());

    test("the steps are added, and their conditions built with fields that are picked", async () => {
      await page.getByRole("button", { name: "New workflow" }).tap();
      await expect(page).toHaveURL(/\/workflows\/wf_/);
      workflowId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      await expect(page.locator(".bd-app")).not.toHaveAttribute("aria-busy");
      await expect(page.getByTestId("workflow-canvas")).toBeHidden();

      await foot("Add").tap();
      await choose("email link", "Email Link Clicked");
      await inPanel("New").tap();
      await expect(panel().getByRole("combobox", { name: "Customer.io connection" })).toHaveValue(/./);
      await closeStep();

      await foot("Add").tap();
      await choose("only if", "Filter");
      await rename("Filter", "Pricing links only");
      await addCondition("Link", "contains", "/pricing");
      await closeStep();

      await foot("Add").tap();
      await choose("router", "Branch");
      await inPanel("By conditions").tap();
      await write(panel().getByRole("textbox", { name: "Branch name" }), "Clicked");
      await addCondition("Event", "is", "email.clicked");
      await closeStep();
      await expect(row(/^Clicked/)).toBeVisible();
    });

    test("a request behind a branch gets its fields", async () => {
      await row(/^Clicked/)
        .getByRole("button", { name: /^Add/ })
        .tap();
      await choose("http", "HTTP request");
      await rename("HTTP request", "Tell the CRM");
      await panel().getByLabel("Method", { exact: true }).selectOption("POST");
      await write(panel().getByRole("textbox", { name: "URL", exact: true }), `${receiver()}/by-phone`);
      await addBodyField("event_id", "Event id");
      await addBodyField("email", "Customer e-mail");
      await addBodyField("customer_id", "Customer id");
      await addBodyField("href", "Link");
      await addBodyField("subject", "Subject");
    });

    test("it is tested with an example, and the exact request is read", async () => {
      await panel().getByRole("tab", { name: "Test" }).tap();
      await panel().getByRole("radio", { name: "Newsletter, Built in" }).tap();
      await inPanel("Test to here").tap();
      const request = panel().getByRole("region", { name: "Request" });
      await expect(request).toContainText(`POST ${receiver()}/by-phone`);
      await expect(request).toContainText('"href": "https://shop.example.com/pricing');
      await closeStep();
      await expect(row(/^Pricing links only/)).toContainText("Passed");
      await expect(row(/^Tell the CRM/)).toContainText("Dry run");
      await saved(page);
    });

    test("it is published, and takes the signing key", async () => {
      await foot("Publish").tap();
      await page.getByRole("button", { name: "Publish v1" }).tap();
      const dialog = page.getByRole("dialog", { name: "Version 1 is live" });
      address = await dialog.getByRole("textbox", { name: "Webhook address" }).inputValue();
      await write(dialog.getByRole("textbox", { name: "Signing key" }), KEY);
      await dialog.getByRole("button", { name: "Save key" }).tap();
      await expect(dialog.getByText("A key is saved.")).toBeVisible();
      await dialog.getByRole("button", { name: "Done" }).tap();
      await expect(dialog).toBeHidden();
    });

    test("a signed click runs it, and it is the example", async () => {
      await click(address, KEY, LINK);
      const runs = async () =>
        (await ask<{ runs: { status: string }[] }>(`/runs?workflowId=${workflowId}`)).runs;
      await expect.poll(async () => (await runs()).map(({ status }) => status)).toEqual(["completed"]);
      await expectSent(receiver(), LINK);
      await expectExample(workflowId);
    });
  });
