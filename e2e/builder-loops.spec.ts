/** A loop is built by picking, published, run by a signed event, and read item by item, to the one that failed. */
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { canvasAtRest, card, createWorkflow, node, openBuilder, saved, signIn } from "./builder-page";
import { ask, deliver, publish } from "./real-events";

const KEY = "pasted-for-loops";
const url = () => process.env.E2E_URL ?? "";
const receiver = () => process.env.E2E_RECEIVER ?? "";
/** Forty products, of which two are refused. The trigger's events no other journey sends. */
const withProducts = {
  formatVersion: 1,
  nodes: [
    node("trigger", "customer-io.email-delivered", 0, {}),
    node(
      "list",
      "flow.transform",
      360,
      {
        expression: '[[0..39].{"name": "Product " & ($ + 1), "path": $ = 4 or $ = 30 ? "refused" : "p" & $}]',
        resultShape: [{ name: "text", path: "text" }],
      },
      "Products",
    ),
  ],
  edges: [{ id: "e1", source: "trigger", target: "list" }],
};

const delivered = () => ({
  event_id: `loops-${Date.now()}`,
  object_type: "email",
  metric: "delivered",
  data: { identifiers: { id: "cust_3", email: "grace@example.com" }, subject: "Digest", delivery_id: "d1" },
});

let page: Page;
let workflowId: string;
test.describe.configure({ mode: "serial", timeout: 240_000 });
test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext();
  page = await context.newPage();
  await signIn(page);
});
test.afterAll(() => page.context().close());

const panel = () => page.getByRole("complementary", { name: "Step" });
const picker = () => page.getByRole("dialog", { name: "Pick a field" });
const addAfter = async (what: string, step: string) => {
  await page.getByRole("button", { name: `Add a step after ${what}`, exact: true }).click();
  await page.getByRole("option", { name: step, exact: true }).click();
  await expect(panel().getByRole("button", { name: `Rename ${step}` })).toBeVisible();
};
const pick = async (input: string, field: string) => {
  await panel()
    .getByRole("button", { name: `Insert a field into ${input}` })
    .click();
  await picker().getByRole("option", { name: field, exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(picker()).toBeHidden();
};

test("a loop is built by picking: its list, its item, its results", async () => {
  workflowId = await createWorkflow("Tell of every product", withProducts);
  await openBuilder(page, workflowId);
  await addAfter("Products", "For each");
  await expect(page.getByRole("button", { name: /^2 checks/ })).toBeVisible();
  await pick("List", "Result");
  await expect(card(page, "For each").locator(".wf-branch b")).toHaveText(["Each item", "When done"]);

  await test.step("in the loop, this item comes first, with the members that the list has", async () => {
    await addAfter("For each, Each item", "HTTP request");
    await panel().getByRole("combobox", { name: "Method" }).selectOption("GET");
    await panel().getByRole("textbox", { name: "URL" }).fill(`${receiver()}/`);
    await panel().getByRole("button", { name: "Insert a field into URL" }).click();
    await expect(picker().getByRole("option").first()).toHaveAccessibleName("This item");
    await expect(picker().getByRole("option", { name: "name", exact: true })).toContainText("Product 1");
    await expectAccessible(page, "the picker in a loop");
    await picker().getByRole("option", { name: "path", exact: true }).click();
    await page.keyboard.press("Escape");
    await expect(card(page, "HTTP request")).toContainText("This item › path");
    await expect(page.locator(".wf-loop")).toHaveText("For each");
  });

  await test.step("after it, its counts, and nothing of the loop's steps", async () => {
    await addAfter("For each, When done", "Message preview");
    await panel().getByRole("button", { name: "Insert a field into Text" }).click();
    await expect(picker().getByText("HTTP request")).toBeHidden();
    await expect(picker().getByRole("option", { name: "This item" })).toBeHidden();
    await picker().getByRole("option", { name: "Failed", exact: true }).click();
    await page.keyboard.press("Escape");
  });

  await test.step("a failed item is counted", async () => {
    await card(page, "For each").locator(".wf-titles b").getByText("For each", { exact: true }).click();
    await panel().getByRole("combobox", { name: "If an item fails" }).selectOption("count");
    await expect(page.getByRole("button", { name: "No issues" })).toBeVisible();
    await saved(page);
    await expectAccessible(page, "the form of a loop");
  });
});

test("a wire that would leave the loop is refused, with the reason", async () => {
  await panel().getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: /^Fit/ }).click();
  await canvasAtRest(page);
  const out = card(page, "HTTP request").getByLabel("Out of HTTP request", { exact: true });
  await out.dragTo(card(page, "Message preview").getByLabel("Into Message preview"));
  await expect(page.getByText("“HTTP request” is in the loop “For each” and ends there.")).toBeVisible();
  await expect(page.locator(".react-flow__edge")).toHaveCount(4);
});

test("the outline has the body under its loop, and goes on after it", async () => {
  await page.getByRole("button", { name: "Outline" }).click();
  const rows = page.getByRole("treeitem");
  await expect(rows).toHaveCount(6);
  const levels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute("aria-level")));
  expect(levels).toEqual(["1", "1", "1", "2", "3", "1"]);
  await expectAccessible(page, "the outline of a loop");
});

test("the run lists the items, and the failed ones are found and opened", async () => {
  await deliver(await publish(workflowId, KEY), KEY, delivered());
  const runs = async () =>
    (await ask<{ runs: { id: string; status: string }[] }>(`/runs?workflowId=${workflowId}`)).runs;
  // Forty calls, one after the other.
  await expect
    .poll(async () => (await runs()).map(({ status }) => status), { timeout: 60_000 })
    .toEqual(["completed"]);
  const [run] = await runs();
  await page.goto(`${url()}/workflows/${workflowId}/runs/${run?.id}`);

  await test.step("without an item, cards say how often", async () => {
    await expect(card(page, "HTTP request")).toContainText("38 done, 2 failed");
    await card(page, "Each item").click();
    await expect(page.getByTestId("loop-words")).toHaveText("38 done, 2 failed");
    await expect(page.getByRole("listbox", { name: "Items" }).getByRole("option")).toHaveCount(40);
    await expectAccessible(page, "the items of a loop");
  });

  const item = page.getByRole("region", { name: "Item" });
  const detail = page.getByRole("region", { name: "HTTP request" });
  await test.step("a failed item is opened, and shows its own steps", async () => {
    await page.getByRole("button", { name: "Failed (2)" }).click();
    await page.getByRole("option").first().click();
    await expect(item).toContainText("Item 5 of 40");
    await expect(item.getByTestId("item")).toContainText("Product 5");
    await expect(detail.getByRole("alert")).toContainText("422");
    await expect(card(page, "HTTP request").locator(".wf-status")).toHaveText("Failed");
    await expect(page.getByRole("list", { name: "Timeline of the item" }).getByRole("listitem")).toHaveCount(
      1,
    );
    await expectAccessible(page, "an item of a loop");
  });

  await test.step("the next failed one, and back to the one before", async () => {
    await item.getByRole("button", { name: "Next failed item" }).click();
    await expect(item).toContainText("Item 31 of 40");
    await expect(item.getByRole("button", { name: "Next failed item" })).toBeDisabled();
    await item.getByRole("button", { name: "Previous item", exact: true }).click();
    await expect(item).toContainText("Item 30 of 40");
    await expect(card(page, "HTTP request").locator(".wf-status")).toHaveText("Completed");
    await page.goBack();
    await expect(item).toContainText("Item 31 of 40");
  });

  await test.step("its address can be sent to somebody", async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await expect(other.getByRole("region", { name: "Item" })).toContainText("Item 31 of 40");
    await expect(other.getByRole("region", { name: "HTTP request" }).getByRole("alert")).toContainText("422");
    await other.close();
  });

  await test.step("an item that is not there is said not to be", async () => {
    await page.goto(`${page.url().split("?")[0]}?iteration=nothing%233`);
    await expect(item.getByRole("alert")).toHaveText("There is no such item in this run.");
    await item.getByRole("button", { name: "Whole run" }).click();
    await expect(item).toBeHidden();
  });
});
