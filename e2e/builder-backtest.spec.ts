/** Before publishing: what would be different for past events, each to be looked at; a large change is ticked. And the checks that need more than the draft. */
import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { createWorkflow, openBuilder, signIn } from "./builder-page";
import { API_KEY } from "./start-product";

const url = () => process.env.E2E_URL ?? "";
const SIGNING_KEY = "pasted-for-backtests";

async function ask(path: string, options: { method?: string; body?: object } = {}) {
  const answer = await fetch(`${url()}/api/v1${path}`, {
    method: options.method ?? "GET",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  expect(answer.status).toBe(200);
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  return (await answer.json()) as any;
}

async function clickOn(address: string, href: string): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = JSON.stringify({
    event_id: crypto.randomUUID(),
    object_type: "email",
    metric: "clicked",
    timestamp: Number(timestamp),
    data: { identifiers: { id: "cust_1", email: "maya@example.com" }, subject: "News", href, link_id: 1 },
  });
  const signature = createHmac("sha256", SIGNING_KEY).update(`v0:${timestamp}:${body}`).digest("hex");
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-cio-timestamp": timestamp,
      "x-cio-signature": signature,
    },
    body,
  });
  expect(answer.status).toBe(200);
}

const step = (id: string, type: string, x: number, config: object = {}) => ({
  id,
  type,
  config,
  position: { x, y: 0 },
});
const withFilter = (part: string) => ({
  formatVersion: 1,
  nodes: [
    step("trigger", "customer-io.email-link-clicked", 0),
    step("filter", "flow.filter", 340, {
      conditions: {
        match: "all",
        conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "contains", value: part }],
      },
    }),
    step("show", "preview.message", 680, { text: "{{ trigger.href }}" }),
  ],
  edges: [
    { id: "a", source: "trigger", target: "filter" },
    { id: "b", source: "filter", target: "show" },
  ],
});

test.describe.configure({ mode: "serial" });

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await signIn(page);
});
test.afterAll(async () => {
  await page.close();
});

test("a change of filter shows whom it would treat differently, and is ticked", async () => {
  const id = await createWorkflow("Backtest", withFilter("old-page"));
  const { webhook } = await ask(`/workflows/${id}/publish`, { method: "POST", body: {} });
  await ask(`/connections/${webhook.connectionId}/signing-key`, {
    method: "POST",
    body: { key: SIGNING_KEY },
  });
  for (const part of ["old-page", "old-page", "new-page", "new-page", "new-page"])
    await clickOn(webhook.url, `https://backtest.test/${part}`);
  const { revision } = await ask(`/workflows/${id}`);
  await ask(`/workflows/${id}/draft`, {
    method: "PUT",
    body: { document: withFilter("new-page"), revision },
  });

  await openBuilder(page, id);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Publish v2" });
  await expect(dialog).toContainText(
    /Of the last \d+ events: \d+ same, 3 newly matched, 2 no longer matched/,
  );
  await dialog.getByRole("button", { name: "Show newly matched" }).click();
  const event = dialog.getByRole("listitem").filter({ hasText: "backtest.test/new-page" }).first();
  await expect(event).toContainText(
    /v1.*Filter.*filtered out.*Draft.*Filter.*Message preview.*goes to the end/,
  );
  await expect(event.getByRole("link")).toHaveAttribute("href", /^\/events\?open=evt_/);
  await dialog.getByRole("button", { name: "Show no longer matched" }).click();
  await expect(dialog.getByRole("link", { name: "https://backtest.test/old-page" })).toHaveCount(2);

  const publish = dialog.getByRole("button", { name: "Publish v2" });
  await expect(publish).toBeDisabled();
  await dialog.getByRole("checkbox", { name: /A large change: 5 of/ }).check();
  await publish.click();
  await expect(page.getByRole("dialog", { name: "Version 2 is live" })).toBeVisible();
});

test("on demand it tries as many events as asked for; without any it shows the example", async () => {
  const id = await createWorkflow("Backtest on demand", withFilter("new-page"));
  await openBuilder(page, id);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search commands and steps" }).fill("past events");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Try on past events" });
  await expect(dialog).toContainText(/Of the last \d+ events: 3 let through/);
  await dialog.getByRole("button", { name: "10,000" }).click();
  await expect(dialog).toContainText("3 let through");

  const document = withFilter("new-page");
  const subscribed = step("trigger", "customer-io.customer-subscribed", 0);
  const other = await createWorkflow("Nothing has come", {
    ...document,
    nodes: [subscribed, step("show", "preview.message", 680, { text: "Hi" })],
    edges: [{ id: "a", source: "trigger", target: "show" }],
  });
  await openBuilder(page, other);
  await page.getByRole("button", { name: "More about this workflow" }).click();
  await page.getByRole("menuitem", { name: "Try on past events" }).click();
  await expect(dialog).toContainText("No event for this trigger has come yet");
  await expect(dialog).toContainText(/Draft.*Message preview.*goes to the end/);
});

test("another live workflow that does the same is warned of, with the way to it", async () => {
  const calling = (part: string) => ({
    ...withFilter(part),
    nodes: withFilter(part).nodes.map((node) =>
      node.id === "show" ? step("show", "http.request", 680, { url: "https://backtest.test/hook" }) : node,
    ),
  });
  const first = await createWorkflow("Does it first", calling("new-page"));
  await ask(`/workflows/${first}/publish`, { method: "POST", body: {} });
  await openBuilder(page, await createWorkflow("Does it too", calling("page")));
  await page.getByRole("button", { name: "1 check" }).click();
  const checks = page.getByRole("complementary", { name: "Checks" });
  await expect(checks).toContainText("nothing stops you from publishing");
  await expect(checks).toContainText(/done twice for 3 of the last \d+ events/);
  await checks.getByRole("button", { name: "See all" }).click();
  await expect(checks.getByRole("listitem").filter({ hasText: "No trigger" })).toBeVisible();
  await checks.getByRole("button", { name: "Open workflow" }).click();
  await expect(page).toHaveURL(new RegExp(`/workflows/${first}$`));
});
