/**
 * Filter and branch by link, built with the mouse alone before any event has ever arrived; then a signed click takes the branch that the
 * builder had said. On a product of its own: the others' journeys bring events.
 */
import { createHmac } from "node:crypto";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { canvasAtRest } from "./builder-page";
import startProduct, { API_KEY } from "./start-product";

const SET_BY_PRODUCT = ["E2E_URL", "E2E_SIGN_IN_URL", "E2E_RECEIVER", "E2E_DATA"];
const KEY = "pasted-for-links";
const SAMPLE = "https://shop.example.com/pricing?plan=pro";

let url = "";
let page: Page;
let stop: () => Promise<void>;
test.use({ actionTimeout: 15_000 });
test.describe.configure({ mode: "serial", timeout: 240_000 });
test.beforeAll(async ({ browser }) => {
  const before = SET_BY_PRODUCT.map((name) => [name, process.env[name]] as const);
  stop = await startProduct();
  url = process.env.E2E_URL ?? "";
  page = await browser.newPage();
  await rememberKeys(page);
  await page.goto(process.env.E2E_SIGN_IN_URL ?? "");
  for (const [name, value] of before) process.env[name] = value;
});
test.afterAll(async () => {
  await page.close();
  await stop();
});

/** The label of whatever a key was pressed in. */
async function rememberKeys(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const keys: string[] = [];
    Object.assign(window, { keys });
    window.addEventListener(
      "keydown",
      ({ target }) => keys.push((target as Element).getAttribute("aria-label") ?? "no field"),
      true,
    );
  });
}
const keysPressed = () => page.evaluate(() => [...new Set((window as unknown as { keys: string[] }).keys)]);

const panel = () => page.getByRole("complementary", { name: "Step" });
const card = (name: string) => page.locator(".react-flow__node-card").filter({ hasText: name });
const ways = (name: string) => card(name).locator(".wf-branch b");
const links = () => panel().getByRole("list", { name: "Links to branch by" });
const tick = (link: string): Locator => links().getByRole("checkbox", { name: link, exact: true });
const saved = () => expect(page.getByTestId("save-state")).toHaveText("Saved");

async function addFromPalette(name: string, target: Locator): Promise<void> {
  const option = page.getByRole("option", { name, exact: true });
  if (!(await option.isVisible()))
    await page.getByRole("button", { name: "Add a step", exact: true }).click();
  await option.dragTo(target);
  await expect(card(name)).toBeVisible();
}
async function ask<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answered = (await answer.json()) as T;
  expect(answer.ok, JSON.stringify(answered)).toBe(true);
  return answered;
}

/** As Customer.io signs it. */
async function click(address: string, href: string, machine = false): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = JSON.stringify({
    event_id: `links-${href}-${timestamp}-${machine}`,
    object_type: "email",
    metric: "clicked",
    timestamp: Number(timestamp),
    data: {
      campaign_id: 23,
      identifiers: { id: "cust_1", email: "maya@example.com" },
      subject: "Your trial ends",
      href,
      link_id: 1,
      machine,
    },
  });
  const headers = {
    "content-type": "application/json",
    "x-cio-timestamp": timestamp,
    "x-cio-signature": createHmac("sha256", KEY).update(`v0:${timestamp}:${body}`).digest("hex"),
  };
  expect((await fetch(address, { method: "POST", headers, body })).status).toBe(200);
}

test("a filter and a branch by link are built without a key, before any event", async () => {
  await page.getByRole("button", { name: "New workflow" }).click();
  await expect(page.getByTestId("workflow-canvas")).toBeVisible();
  await addFromPalette("Email Link Clicked", page.locator(".react-flow__pane"));
  await addFromPalette("Filter", card("Email Link Clicked"));
  await addFromPalette("Branch", card("Filter"));
  await page.getByRole("button", { name: "Close the list of steps" }).click();

  await test.step("the filter", async () => {
    await card("Filter").click();
    await panel().getByRole("button", { name: "Add a condition" }).click();
    await panel().getByRole("button", { name: "Field: pick a field" }).click();
    const picker = page.getByRole("dialog", { name: "Pick a field" });
    await picker.getByRole("option", { name: "Machine click", exact: true }).click();
    await panel().getByRole("combobox", { name: "Operator" }).selectOption({ label: "is not true" });
    await expect(panel().getByText("The sample fits")).toBeVisible();
  });

  await test.step("three ticks are three branches, and one thing to undo", async () => {
    await card("Branch").click();
    await expect(panel().getByRole("heading", { name: "Links of the sample e-mail" })).toBeVisible();
    for (const link of ["/pricing?plan=pro", "/docs", "/customers"]) await tick(link).click();
    await expect(ways("Branch")).toHaveText(["Pricing", "Docs", "Customers", "Otherwise"]);
    await page.getByRole("button", { name: /^Undo change/ }).click();
    await expect(ways("Branch")).toHaveText(["Branch 1", "Otherwise"]);
    await page.getByRole("button", { name: /^Redo change/ }).click();
    await expect(ways("Branch")).toHaveText(["Pricing", "Docs", "Customers", "Otherwise"]);
    await expect(card("Branch").locator(".wf-branch").first()).toContainText("/pricing?plan=pro");
  });

  await test.step("the panel says what the sample takes, and what nobody handles", async () => {
    await expect(panel().getByRole("status", { name: "The sample" })).toContainText("takes Pricing");
    const unhandled = panel().getByRole("region", { name: "Links nobody handles" });
    await expect(unhandled.getByRole("listitem")).toHaveText([/\/careers/]);
    await unhandled.getByRole("button", { name: "Add a branch for /careers" }).click();
    await expect(ways("Branch")).toHaveText(["Pricing", "Docs", "Customers", "Careers", "Otherwise"]);
    await expect(panel().getByText("Every link is handled")).toBeVisible();
    await tick("/careers").click();
    await expect(ways("Branch")).toHaveText(["Pricing", "Docs", "Customers", "Otherwise"]);
  });

  await test.step("keys are for a name alone", async () => {
    expect(await keysPressed()).toEqual([]);
    const name = panel().getByRole("textbox", { name: "Name of the branch for /pricing?plan=pro" });
    await name.click();
    await name.pressSequentially(" page");
    await expect(ways("Branch").first()).toHaveText("Pricing page");
    expect(await keysPressed()).toEqual(["Name of the branch for /pricing?plan=pro"]);
  });
});

test("two branches meet again in one step", async () => {
  await panel().getByRole("button", { name: "By conditions" }).click();
  const handle = (name: string) => panel().getByRole("button", { name: `Move branch ${name}:` });
  await handle("Docs").dragTo(handle("Pricing page"), { targetPosition: { x: 8, y: 2 } });
  await expect(ways("Branch")).toHaveText(["Docs", "Pricing page", "Customers", "Otherwise"]);
  await panel().getByRole("button", { name: "By link" }).click();

  await page.getByRole("button", { name: "Add a step after Branch, Pricing page" }).click();
  await page.getByRole("option", { name: "Message preview", exact: true }).click();
  await expect(card("Message preview")).toBeVisible();
  await page.getByRole("button", { name: /^Fit/ }).click();
  await canvasAtRest(page);
  const out = card("Branch").getByLabel("Out of Branch by Docs");
  await out.dragTo(card("Message preview").getByLabel("Into Message preview"));
  await expect(page.locator(".react-flow__edge")).toHaveCount(4);
  await saved();
});

test("what the builder said is what the signed clicks then do", async () => {
  await card("Message preview").click();
  await panel().getByRole("button", { name: "Insert a field into Text" }).click();
  const picker = page.getByRole("dialog", { name: "Pick a field" });
  await picker.getByRole("option", { name: "Link", exact: true }).click();
  await card("Branch").click();
  await expect(panel().getByRole("status", { name: "The sample" }).locator("b")).toHaveText(
    "takes Pricing page",
  );
  await saved();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish v1" }).click();
  const address = await page.getByRole("textbox", { name: "Webhook address" }).inputValue();
  const { connections } = await ask<{ connections: { id: string }[] }>("/connections");
  await ask(`/connections/${connections[0]?.id}/signing-key`, { key: KEY });

  const taken = async (count: number) => {
    const { runs } = await ask<{ runs: { id: string; status: string; url: string }[] }>("/runs");
    if (runs.length !== count || runs.some(({ status }) => /pending|running/.test(status))) return null;
    const read = await Promise.all(
      runs.map(async ({ id, status, url: href }) => {
        const { steps } = await ask<{ steps: { output: { branch?: string } | null }[] }>(`/runs/${id}`);
        return [
          href,
          status,
          steps.find(({ output }) => output?.branch !== undefined)?.output?.branch ?? null,
        ];
      }),
    );
    return read.sort((a, b) => (String(a) < String(b) ? -1 : 1));
  };
  await click(address, SAMPLE);
  await expect.poll(() => taken(1)).toEqual([[SAMPLE, "completed", "Pricing page"]]);
  const docs = "http://www.shop.example.com/docs/?utm_source=mail#start";
  await click(address, docs);
  await click(address, "https://shop.example.com/blog");
  await click(address, "https://shop.example.com/customers", true);
  await expect
    .poll(() => taken(4))
    .toEqual([
      [docs, "completed", "Docs"],
      ["https://shop.example.com/blog", "completed", "Otherwise"],
      ["https://shop.example.com/customers", "filtered", null],
      [SAMPLE, "completed", "Pricing page"],
    ]);
});

test("the links are now those that were really clicked", async () => {
  await page.reload();
  await card("Branch").click();
  await expect(panel().getByRole("heading", { name: "Links people clicked" })).toBeVisible();
  await expect(links().getByRole("listitem")).toContainText([
    "/blog",
    "/docs",
    "/pricing?plan=pro",
    "/customers",
  ]);
  await expect(tick("/docs")).toBeChecked();
  await expect(tick("/blog")).not.toBeChecked();
  await expect(links().getByRole("listitem").filter({ hasText: "/customers" })).toContainText(
    "1 by machines",
  );
  const unhandled = panel().getByRole("region", { name: "Links nobody handles" });
  await expect(unhandled.getByRole("listitem")).toContainText(["/blog"]);
  await panel().getByRole("searchbox", { name: "Search links, or paste one" }).fill("your trial");
  await expect(links().getByRole("listitem")).toHaveCount(4);
});
