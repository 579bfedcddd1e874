/** The main job with the mouse: build, pick fields, publish, receive a signed click, read the run on the canvas that ran. */
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { API_KEY } from "./start-product";

const url = () => process.env.E2E_URL ?? "";
const receiver = () => process.env.E2E_RECEIVER ?? "";

const click = (eventId: string, href: string) => ({
  event_id: eventId,
  object_type: "email",
  metric: "clicked",
  timestamp: Math.floor(Date.now() / 1000),
  data: {
    campaign_id: 23,
    identifiers: { id: "cust_1", email: "maya@example.com", cio_id: "d9c1" },
    delivery_id: "RPIL",
    recipient: "maya@example.com",
    subject: "Our new prices",
    href,
    link_id: 1,
  },
});

async function send(address: string, key: string, event: object): Promise<number> {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-cio-timestamp": timestamp,
      "x-cio-signature": signature,
    },
    body,
  });
  return answer.status;
}

const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });
const card = (page: Page, type: string) => page.locator(`.react-flow__node`).filter({ hasText: type });

/** From the palette onto a card, an edge or the empty canvas. */
async function drag(
  page: Page,
  search: string,
  name: string,
  target: ReturnType<Page["locator"]>,
): Promise<void> {
  const option = page.getByRole("option", { name, exact: true });
  if (!(await page.getByRole("combobox", { name: "Search steps" }).isVisible()))
    await page.getByRole("button", { name: "Add a step", exact: true }).click();
  await page.getByRole("combobox", { name: "Search steps" }).fill(search);
  await option.dragTo(target);
}

async function pickField(page: Page, label: string): Promise<void> {
  const picker = page.getByRole("dialog", { name: "Pick a field" });
  await expect(picker).toBeVisible();
  await picker.getByRole("option", { name: label, exact: true }).click();
  await expect(picker).toBeHidden();
}

test.describe
  .serial("the main job", () => {
    let page: Page;
    let address = "";
    const signingKey = "pasted-from-customer-io";

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
    });
    test.afterAll(async () => {
      await page.close();
    });

    test("the one-time address signs the first visitor in, once", async ({ browser }) => {
      await page.goto(process.env.E2E_SIGN_IN_URL ?? "");
      await expect(page).toHaveURL(/\/workflows$/);
      await expect(page.getByRole("heading", { name: "Make your first workflow" })).toBeVisible();
      await expectAccessible(page, "home, empty");
      await page.emulateMedia({ colorScheme: "light", reducedMotion: null });
      const other = await browser.newPage();
      await other.goto(process.env.E2E_SIGN_IN_URL ?? "");
      await expect(other).toHaveURL(/\/sign-in/);
      await other.close();
    });

    test("a workflow is built by dragging", async () => {
      await page.getByRole("button", { name: "New workflow" }).click();
      await expect(page.getByTestId("workflow-canvas")).toBeVisible();
      await drag(
        page,
        "when a link in an email is clicked",
        "Email Link Clicked",
        page.locator(".react-flow__pane"),
      );
      await expect(card(page, "Email Link Clicked")).toBeVisible();
      await drag(page, "only if", "Filter", card(page, "Email Link Clicked"));
      await expect(card(page, "Filter")).toBeVisible();
      await drag(page, "router", "Branch", card(page, "Filter"));
      await expect(card(page, "Branch")).toBeVisible();
      await expect(page.locator(".react-flow__edge")).toHaveCount(2);
    });

    test("the filter's field is picked before anything has run", async () => {
      await card(page, "Filter").click();
      await panel(page).getByRole("button", { name: "Add a condition" }).click();
      await panel(page).getByRole("button", { name: "Field: pick a field" }).click();
      await pickField(page, "Link");
      await panel(page)
        .getByRole("combobox", { name: "Operator" })
        .selectOption({ label: "path starts with" });
      await panel(page).getByRole("textbox", { name: "Value" }).fill("/pricing");
      await expect(panel(page).getByText("saw /pricing")).toBeVisible();
      await expect(card(page, "Filter")).toContainText("path starts with");
    });

    test("the branch chooses by the link", async () => {
      await card(page, "Branch").click();
      await panel(page).getByRole("button", { name: "By conditions" }).click();
      await panel(page).getByRole("textbox", { name: "Branch name" }).fill("Pro plan");
      await panel(page).getByRole("button", { name: "Add a condition" }).click();
      await panel(page).getByRole("button", { name: "Field: pick a field" }).click();
      await pickField(page, "Link");
      await panel(page).getByRole("combobox", { name: "Operator" }).selectOption({ label: "contains" });
      await panel(page).getByRole("textbox", { name: "Value" }).fill("plan=pro");
      await expect(card(page, "Branch")).toContainText("Pro plan");
    });

    test("the request behind a branch is mapped by clicking", async () => {
      await page.getByRole("button", { name: /Add a step after.*Pro plan/ }).click();
      await page.getByRole("combobox", { name: "Search steps" }).fill("webhook");
      await page.getByRole("option", { name: "HTTP request", exact: true }).click();
      await expect(card(page, "HTTP request")).toBeVisible();
      await card(page, "HTTP request").click();
      await panel(page).getByRole("textbox", { name: "URL" }).fill(`${receiver()}/crm`);
      for (const [name, label] of [
        ["email", "Customer e-mail"],
        ["link", "Link"],
      ] as const) {
        await panel(page).getByRole("button", { name: "Add a field" }).click();
        await panel(page)
          .getByRole("textbox", { name: /JSON body: name/ })
          .last()
          .fill(name);
        await panel(page)
          .getByRole("button", { name: `Insert a field into JSON body: ${name}` })
          .click();
        await pickField(page, label);
      }
      await expect(page.getByTestId("save-state")).toHaveText("Saved");
    });

    test("publishing gives the address, and takes the signing key", async () => {
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByRole("button", { name: "Publish v1" }).click();
      address = await page.getByRole("textbox", { name: "Webhook address" }).inputValue();
      expect(address).toContain("/api/hooks/ep_");
      await expect(page.getByText("Reporting Webhooks")).toBeVisible();
      expect(
        await send(address, signingKey, click("e2e-held", "https://shop.example.com/pricing?plan=pro")),
      ).toBe(200);
      await page.getByRole("textbox", { name: "Signing key" }).fill(signingKey);
      await page.getByRole("button", { name: "Save key" }).click();
      await expect(page.getByText("1 kept requests were verified and released")).toBeVisible();
    });

    test("a forged click is refused, a real one runs, and a redelivery starts nothing", async () => {
      const event = click("e2e-click", "https://shop.example.com/pricing?plan=pro");
      expect(await send(address, "not the key", event)).toBe(401);
      expect(await send(address, signingKey, event)).toBe(200);
      expect(await send(address, signingKey, event)).toBe(200);
      expect(await send(address, signingKey, click("e2e-other", "https://shop.example.com/docs"))).toBe(200);
      const bodies = async () => (await (await fetch(receiver())).json()) as object[];
      await expect.poll(async () => (await bodies()).length).toBe(2);
      expect((await bodies()).at(-1)).toEqual({
        email: "maya@example.com",
        link: "https://shop.example.com/pricing?plan=pro",
      });
    });

    test("the run is read on the canvas that ran", async () => {
      await page.goto(`${url()}/runs?status=completed`);
      await page.getByRole("row").filter({ hasText: "maya@example.com" }).first().click();
      await expect(page.getByTestId("run-status")).toHaveText("Completed");
      await card(page, "HTTP request").click();
      await expect(page.getByRole("complementary")).toContainText("maya@example.com");
      await card(page, "Branch").click();
      await expect(page.getByRole("complementary")).toContainText(
        "Link contains plan=pro saw https://shop.example.com/pricing?plan=pro",
      );
    });

    test("a run that was filtered says which condition saw what", async () => {
      await page.goto(`${url()}/runs?status=filtered`);
      await page.getByRole("row").filter({ hasText: "maya@example.com" }).first().click();
      await expect(page.getByTestId("run-status")).toHaveText("Filtered");
      await expect(page.getByRole("complementary")).toContainText("Link path starts with /pricing saw /docs");
    });

    test("the owner sets a password and comes back with it", async ({ browser }) => {
      await page.goto(`${url()}/settings`);
      await page.getByLabel("E-mail").fill("owner@example.com");
      await page.getByLabel("New password").fill("correct horse battery");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByLabel("Current password")).toBeVisible();
      const other = await browser.newPage();
      await other.goto(`${url()}/sign-in?to=/runs`);
      await other.getByLabel("E-mail").fill("owner@example.com");
      await other.getByLabel("Password").fill("correct horse battery");
      await other.getByRole("button", { name: "Sign in" }).click();
      await expect(other).toHaveURL(/\/runs$/);
      await other.close();
    });

    test("the inbox keeps everything with its reason", async () => {
      await page.goto(`${url()}/events?state=rejected`);
      await expect(page.getByRole("row").filter({ hasText: "Rejected" })).toHaveCount(1);
      await page.goto(`${url()}/events?state=duplicate`);
      await expect(page.getByRole("row").filter({ hasText: "Duplicate" })).toHaveCount(1);
    });
  });

test("the trigger's page is public, and leads back to the builder after signing in", async ({ page }) => {
  await page.goto(`${url()}/integrations/customer-io/triggers/email-link-clicked`);
  await expect(page.getByRole("heading", { level: 1, name: "Email Link Clicked" })).toBeVisible();
  for (const heading of [
    "When does it fire?",
    "Anatomy",
    "What it gives to the next step",
    "Pairs with",
    "Questions",
  ])
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
  await page.getByRole("link", { name: "Open the builder with this trigger" }).click();
  await expect(page).toHaveURL(/\/sign-in\?to=/);
});

test("a workflow is imported and published from a command line, on the connection that is there", async () => {
  const command = [
    "run",
    "--silent",
    "hookline",
    "--",
    "import",
    "examples/pricing-follow-up.json",
    "--publish",
    "--json",
  ];
  const env = { ...process.env, HOOKLINE_URL: url(), HOOKLINE_API_KEY: API_KEY };
  const lines = execFileSync("npm", [...command, "--set", `http.url=${receiver()}/x`], {
    env,
    encoding: "utf8",
  })
    .trim()
    .split("\n");
  expect(lines).toHaveLength(1);
  const imported = JSON.parse(lines[0] ?? "");
  // The signing key was pasted in the journey above, and is never shown again.
  expect(imported).toEqual({
    workflowId: expect.stringMatching(/^wf_/),
    version: 1,
    webhookUrl: expect.stringContaining("/api/hooks/ep_"),
    signingKey: null,
  });
  const exported = JSON.parse(
    execFileSync("npm", ["run", "--silent", "hookline", "--", "export", imported.workflowId], {
      env,
      encoding: "utf8",
    }),
  );
  expect(exported.document.nodes.map(({ id }: { id: string }) => id)).toEqual([
    "trigger",
    "filter",
    "branch",
    "http",
  ]);
});

test("an archived workflow can be found and restored", async ({ browser }) => {
  const page = await browser.newPage();
  await page.goto(`${url()}/sign-in`);
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  const imported = page.getByRole("link", { name: "Pricing follow-up", exact: true });
  await page.getByRole("button", { name: "More about Pricing follow-up" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await expect(imported).toBeHidden();
  await page.getByRole("button", { name: "Archived" }).click();
  await page.getByRole("button", { name: "More about Pricing follow-up" }).click();
  await page.getByRole("menuitem", { name: "Unarchive" }).click();
  await expect(page.getByText("Nothing is archived")).toBeVisible();
  await page.getByRole("button", { name: "Active" }).click();
  await expect(imported).toBeVisible();
  await page.close();
});
