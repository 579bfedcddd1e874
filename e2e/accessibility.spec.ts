/** Every page and its main states, in light and in dark. What the journeys before have left is what is looked at. */
import { expect, type Page, test } from "@playwright/test";
import { generatedWorkflow } from "../lib/graph/generated-workflow.test-support";
import { expectAccessible } from "./accessible";
import { bringInSight, card, createWorkflow, emptyWorkflow, openBuilder, signIn } from "./builder-page";

const url = () => process.env.E2E_URL ?? "";
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });

test.describe("nothing serious is found", () => {
  let page: Page;
  let workflowId = "";

  // Each state is looked at twice, and looking takes seconds.
  test.describe.configure({ timeout: 240_000 });
  test.beforeAll(async ({ browser }) => {
    page = await browser.newPage();
    await signIn(page);
    workflowId = await createWorkflow("Looked at by axe");
  });
  test.afterAll(async () => {
    await page.close();
  });

  test("on the pages that lists are", async () => {
    const lists = { runs: "Runs", events: "Events", connections: "Connections", settings: "Settings" };
    for (const [path, name] of Object.entries(lists)) {
      await page.goto(`${url()}/${path}`);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expect(page.locator(".ui-skeleton")).toHaveCount(0);
      await expectAccessible(page, name);
    }
    await page.goto(`${url()}/runs?person=nobody-at-all`);
    await expect(page.getByText("No run fits these filters")).toBeVisible();
    await expectAccessible(page, "runs, none of which fits");
    await button(page, "Clear filters").click();
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    await page.goto(`${url()}/events`);
    await page.getByRole("row").nth(1).getByRole("button").click();
    await expect(page.getByRole("dialog").getByText("Headers")).toBeVisible();
    await expectAccessible(page, "an event");
    await page.goto(`${url()}/connections`);
    await button(page, "New connection").click();
    await expectAccessible(page, "menu of connections");
    await page.getByRole("menuitem", { name: "Slack" }).click();
    await expectAccessible(page, "a new connection");
  });

  test("on the home page, with its menu and dialogs", async () => {
    await page.goto(`${url()}/workflows`);
    const more = button(page, "More about Looked at by axe");
    await expect(more).toBeVisible();
    await expectAccessible(page, "home");
    await page.getByRole("checkbox", { name: "Select Looked at by axe" }).check();
    await expectAccessible(page, "home, one selected");
    await more.click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "menu of a workflow");
    await page.getByRole("menuitem", { name: "Tags…" }).click();
    await page.getByLabel("New tag").fill("axe");
    await page.keyboard.press("Enter");
    await expectAccessible(page, "tags");
    await button(page, "Save").click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page
      .getByTestId("import-files")
      .setInputFiles({ name: "wrong.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await expect(page.getByRole("alert").filter({ hasText: "wrong.json" })).toBeVisible();
    await expectAccessible(page, "home, a file refused");
    await page.goto(`${url()}/workflows?q=nothing-is-called-so`);
    await expect(page.getByText("No workflow fits")).toBeVisible();
    await expectAccessible(page, "home, none fits");
  });

  test("in the archive, and where something is deleted", async () => {
    await page.goto(`${url()}/workflows`);
    await createWorkflow("To be deleted by axe");
    await page.reload();
    await button(page, "More about To be deleted by axe").click();
    await page.getByRole("menuitem", { name: "Archive" }).click();
    await expect(page.getByText("To be deleted by axe archived.")).toBeVisible();
    await expectAccessible(page, "a toast");
    await page.goto(`${url()}/workflows?show=archived`);
    await button(page, "More about To be deleted by axe").click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await expect(page.getByRole("dialog")).toContainText("To be deleted by axe");
    await expectAccessible(page, "deleting a workflow");
  });

  test("in an empty builder, and in its palettes", async () => {
    await openBuilder(page, await createWorkflow("Empty for axe", emptyWorkflow));
    await expect(page.getByRole("region", { name: "Choose a trigger" })).toBeVisible();
    await expectAccessible(page, "an empty builder");
    await button(page, "Add a step").click();
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page, "the palette");
    await openBuilder(page, workflowId);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("option").first()).toBeVisible();
    await expectAccessible(page, "the command palette");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, "the shortcuts");
  });

  test("while building: canvas, step, conditions, picker, menu and find", async () => {
    await openBuilder(page, workflowId);
    await expect(card(page, "Pricing links only")).toBeVisible();
    await expectAccessible(page, "a workflow on the canvas");
    await card(page, "Pricing links only").click();
    await expect(panel(page).getByRole("combobox", { name: "Operator" })).toBeVisible();
    await expectAccessible(page, "conditions");
    await panel(page)
      .getByRole("button", { name: /^Field:/ })
      .click();
    await expect(page.getByRole("dialog", { name: "Pick a field" })).toBeVisible();
    await expectAccessible(page, "the field picker");
    await page.keyboard.press("Escape");
    for (const tab of ["Data", "Options"]) {
      await panel(page).getByRole("tab", { name: tab }).click();
      await expectAccessible(page, `the tab ${tab}`);
    }
    await bringInSight(page, card(page, "Tell the CRM"));
    await card(page, "Tell the CRM").click();
    await expect(panel(page).getByRole("textbox", { name: "URL" })).toBeVisible();
    await expectAccessible(page, "a request's settings");
    await page.keyboard.press("Escape");
    await card(page, "Tell the CRM").click({ button: "right" });
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page, "the menu of a step");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+f");
    await expect(
      page
        .getByRole("searchbox")
        .or(page.getByRole("textbox", { name: /Find/ }))
        .first(),
    ).toBeVisible();
    await expectAccessible(page, "find and replace");
  });

  test("on cards in every state, near and far", async () => {
    const draft = generatedWorkflow(24);
    const nodes = draft.nodes.map((node, index) => {
      if (index === 3) return { ...node, disabled: true };
      return index === 5 ? { ...node, config: {} } : node;
    });
    await openBuilder(page, await createWorkflow("States for axe", { ...draft, nodes }));
    await expect(page.locator(".wf-minimap")).toBeVisible();
    await expectAccessible(page, "a workflow from afar");
    await page.keyboard.press("Shift+1");
    await button(page, "Checks")
      .or(page.getByRole("button", { name: /issue|check/i }))
      .first()
      .click();
    await expectAccessible(page, "checks");
  });

  test("in the outline, also on a phone", async ({ browser }) => {
    await openBuilder(page, workflowId);
    await button(page, "Outline").click();
    await expect(page.getByRole("treeitem").first()).toBeVisible();
    await expectAccessible(page, "the outline");
    const phone = await browser.newPage({
      viewport: { width: 390, height: 844 },
      storageState: await page.context().storageState(),
    });
    await phone.goto(`${url()}/workflows/${workflowId}`);
    await expect(phone.getByRole("treeitem").first()).toBeVisible();
    await expectAccessible(phone, "the outline on a phone");
    for (const path of ["/workflows", "/runs", "/events", "/connections", "/settings"]) {
      await phone.goto(`${url()}${path}`);
      await expect(phone.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(phone.locator(".ui-skeleton")).toHaveCount(0);
      await expectAccessible(phone, `${path} on a phone`);
    }
    await phone.close();
  });

  test("when publishing, and among versions", async () => {
    await openBuilder(page, workflowId);
    await button(page, "Publish").click();
    await expect(button(page, "Publish v1")).toBeVisible();
    await expectAccessible(page, "publishing");
    await button(page, "Publish v1").click();
    await expect(page.getByRole("textbox", { name: "Webhook address" })).toBeVisible();
    await expectAccessible(page, "a published workflow's address");
    for (const item of ["Versions", "Settings"]) {
      await openBuilder(page, workflowId);
      await button(page, "More about this workflow").click();
      await page.getByRole("menuitem", { name: item, exact: true }).click();
      await expectAccessible(page, item);
    }
  });

  test("in runs that ended in every way", async () => {
    for (const status of ["completed", "filtered"]) {
      await page.goto(`${url()}/runs?status=${status}`);
      await page.getByRole("row").nth(1).click();
      await expect(page.getByTestId("run-status")).toBeVisible();
      await expect(page.getByRole("complementary")).not.toBeEmpty();
      await expectAccessible(page, `a run that is ${status}`);
    }
  });

  test("on the public pages", async ({ browser }) => {
    const visitor = await browser.newPage();
    const pages = {
      "/sign-in": "Sign in to Hookline",
      "/integrations": "Integrations",
      "/integrations/customer-io": "Customer.io",
      "/integrations/customer-io/triggers/email-link-clicked": "Email Link Clicked",
      "/integrations/http/actions/request": "HTTP request",
    };
    for (const [path, heading] of Object.entries(pages)) {
      await visitor.goto(`${url()}${path}`);
      await expect(visitor.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expectAccessible(visitor, path);
    }
    await visitor.goto(`${url()}/nowhere`);
    await expect(visitor.getByText("There is nothing here")).toBeVisible();
    await expectAccessible(visitor, "an address that is not there");
    await visitor.close();
  });
});
