/** The test bench: a draft over chosen events with nothing sent, pins, results that go out of date, and one step for real. */
import { expect, type Page, test } from "@playwright/test";
import { card, createWorkflow, node, openBuilder, pageAtRest, saved, signIn } from "./builder-page";

const receiver = () => process.env.E2E_RECEIVER ?? "";
const workflow = () => ({
  formatVersion: 1,
  nodes: [
    node("trigger", "customer-io.email-link-clicked", 0, {}),
    node(
      "people",
      "flow.filter",
      360,
      {
        conditions: {
          match: "all",
          conditions: [{ field: "{{ trigger.machine }}", type: "boolean", operator: "is_not_true" }],
        },
      },
      "Real people",
    ),
    node(
      "crm",
      "http.request",
      720,
      {
        method: "POST",
        url: `${receiver()}/bench`,
        bodyType: "json",
        headers: { Authorization: "Bearer very-secret" },
        json: { bench: "{{ trigger.newsletter_id }}", kind: "{{ trigger.message_kind }}" },
      },
      "Tell the CRM",
    ),
    node("say", "preview.message", 1080, { text: "CRM said {{ steps.crm.status }}" }, "Say it"),
  ],
  edges: [
    { id: "e1", source: "trigger", target: "people" },
    { id: "e2", source: "people", target: "crm" },
    { id: "e3", source: "crm", target: "say" },
  ],
});

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await signIn(page);
});
test.afterAll(() => page.close());

const panel = () => page.getByRole("complementary", { name: "Step" });
const result = () => panel().getByTestId("test-result");
const state = (text: string) => card(page, text).locator(".wf-status");
const press = (name: string) => panel().getByRole("button", { name, exact: true }).click();
const choose = (name: string) =>
  panel()
    .getByRole("radio", { name: `${name}, Built in` })
    .check();
const bodies = async (): Promise<object[]> =>
  ((await (await fetch(`${receiver()}/bench`)).json()) as object[]).filter((body) => "bench" in body);

async function openTest(step: string): Promise<void> {
  await card(page, step).locator(".wf-titles").click();
  await panel().getByRole("tab", { name: "Test" }).click();
}

test("events are chosen, steps tested and pinned, results go out of date, and one step is sent for real", async () => {
  await openBuilder(page, await createWorkflow("Test bench", workflow()));

  await test.step("a machine click is stopped by the filter", async () => {
    await openTest("Tell the CRM");
    await choose("Machine click");
    await press("Test to here");
    await expect(state("Real people")).toHaveText("Filtered");
    await expect(state("Tell the CRM")).toHaveText("Skipped");
    await expect(result()).toContainText("No path led to it.");
    await openTest("Real people");
    await expect(result()).toContainText("does not hold");
  });

  await test.step("a newsletter's click goes through, and shows the exact request with its secret masked", async () => {
    await openTest("Tell the CRM");
    await choose("Newsletter");
    await expect(panel().getByText("Out of date")).toBeVisible();
    await press("Test to here");
    await expect(state("Real people")).toHaveText("Passed");
    await expect(state("Tell the CRM")).toHaveText("Dry run");
    const request = panel().getByRole("region", { name: "Request" });
    await expect(request).toContainText(`POST ${receiver()}/bench`);
    await expect(request).toContainText("Bearer ••••••");
    await expect(request).toContainText('"bench": 17');
    await expect(request).toContainText('"kind": "newsletter"');
    expect(await bodies()).toEqual([]);
  });

  await test.step("a pinned output stands in for the step", async () => {
    await press("Edit and pin");
    const dialog = page.getByRole("dialog", { name: "Output to pin" });
    await dialog.getByLabel("Status").fill("409");
    await dialog.getByRole("button", { name: "JSON" }).click();
    await expect(dialog.getByLabel("JSON")).toHaveValue(/"status": 409/);
    await dialog
      .getByLabel("JSON")
      .fill('{\n  "status": 201,\n  "ok": "yes",\n  "headers": {},\n  "body": null\n}');
    await expect(dialog.getByText("Line 3")).toBeVisible();
    await expect(dialog.getByText("ok: found the text “yes”; expected true or false.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Pin", exact: true })).toBeDisabled();
    await dialog.getByLabel("JSON").fill('{ "status": 201, "ok": true, "headers": {}, "body": null }');
    await dialog.getByRole("button", { name: "Pin", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(
      card(page, "Tell the CRM").getByRole("img", { name: "Output pinned for tests" }),
    ).toBeVisible();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const drawer = page.getByRole("region", { name: "Last test" });
    await expect(drawer.getByTestId("last-test")).toHaveText("Completed");
    await drawer.getByRole("button", { name: /Say it/ }).click();
    await expect(result()).toContainText("CRM said 201");
  });

  await test.step("a change before a step puts its result out of date, and undo brings it back", async () => {
    await card(page, "Real people").locator(".wf-titles").click();
    await panel().getByRole("button", { name: "Add a condition" }).first().click();
    await expect(state("Say it")).toHaveText("Test is out of date");
    await openTest("Say it");
    await expect(panel().getByText("Out of date, “Real people” changed")).toBeVisible();
    await page.getByRole("toolbar", { name: "History" }).getByRole("button", { name: /^Undo/ }).click();
    await expect(state("Say it")).toHaveText("Passed");
    await saved(page);
  });

  await test.step("an event is edited, and kept as a sample", async () => {
    await panel().getByRole("button", { name: "Edit as form" }).click();
    const dialog = page.getByRole("dialog", { name: "Event to test with" });
    await dialog.getByLabel("Newsletter id").fill("4711");
    await dialog.getByLabel("Save as sample").fill("Spring letter");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(panel().getByRole("radio", { name: "Spring letter" })).toBeChecked();
  });

  await test.step("sending for real asks where to, and sends once", async () => {
    await openTest("Tell the CRM");
    await expect(panel().getByRole("button", { name: "Send for real" })).toBeDisabled();
    await press("Test step");
    await expect(result()).toContainText('"bench": 4711');
    await press("Send for real");
    const dialog = page.getByRole("dialog", { name: "Send “Tell the CRM” for real?" });
    await expect(dialog.getByRole("list", { name: "Where it goes" })).toHaveText(`POST ${receiver()}/bench`);
    expect(await bodies()).toEqual([]);
    await dialog.getByRole("button", { name: "Send now" }).click();
    await expect(dialog).toBeHidden();
    await expect(state("Tell the CRM")).toHaveText("Sent");
    await expect(result()).toContainText("what came back");
    expect(await bodies()).toEqual([{ bench: 4711, kind: "newsletter" }]);
  });

  await test.step("a reload takes nothing away, and keeps no secret", async () => {
    await page.reload();
    await expect(state("Tell the CRM")).toHaveText("Sent");
    await openTest("Tell the CRM");
    await expect(result()).toContainText('"bench": 4711');
    await expect(panel().getByRole("region", { name: "Request" })).toContainText("Bearer ••••••");
    await expect(panel().getByRole("radio", { name: "Spring letter" })).toBeChecked();
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    expect(kept).toContain("4711");
    expect(kept).not.toContain("very-secret");
    await openTest("Real people");
    await panel().getByRole("tab", { name: "Setup" }).click();
    await panel().getByRole("button", { name: "Add a condition" }).first().click();
    await expect(state("Tell the CRM")).toHaveText("Test is out of date");
  });
});

test("the focus stays where a test was started, while it goes on and after", async () => {
  await openBuilder(page, await createWorkflow("Test by keyboard", workflow()));
  await openTest("Tell the CRM");
  for (const name of ["Test step", "Test to here"]) {
    const button = panel().getByRole("button", { name });
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/test", async (route) => {
      await held;
      await route.continue();
    });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(button).toHaveAttribute("aria-busy", "true");
    await expect(button).toBeDisabled();
    await pageAtRest(page);
    await expect(button).toBeFocused();
    answer();
    await expect(button).toBeEnabled();
    await expect(button).toBeFocused();
    await page.unroute("**/test");
  }
});
