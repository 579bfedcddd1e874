/** The field picker on the largest workflow it is made for, and with real events. Timings are printed and never fail. */
import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { bringInSight, card, createWorkflow, openBuilder, signIn } from "./builder-page";
import { API_KEY } from "./start-product";

const STEPS = 60;
const FIELDS = 5_000;

const node = (id: string, type: string, place: number, more: object = {}) => ({
  id,
  type,
  config: {},
  position: { x: (place % 10) * 360, y: Math.floor(place / 10) * 200 },
  ...more,
});

/** A trigger, 58 steps that set fields and take half of them from the step before, and a message. */
function largeWorkflow() {
  const setters = STEPS - 2;
  const width = Math.ceil(FIELDS / setters);
  const fields = (step: number) =>
    Object.fromEntries(
      Array.from({ length: width }, (_, index) => [
        `f${step}_${index}`,
        step > 0 && index % 2 === 0
          ? `{{ steps.s${step - 1}.fields.f${step - 1}_${index} }}`
          : `value ${step}/${index}`,
      ]),
    );
  const nodes = [
    node("trigger", "customer-io.email-link-clicked", 0),
    ...Array.from({ length: setters }, (_, step) =>
      node(`s${step}`, "flow.set-fields", step + 1, {
        name: `Names ${step}`,
        config: { fields: fields(step) },
      }),
    ),
    node("last", "preview.message", STEPS - 1, { name: "The last one" }),
  ];
  const edges = nodes
    .slice(1)
    .map(({ id }, index) => ({ id: `e${index}`, source: nodes[index]?.id, target: id }));
  return { formatVersion: 1, nodes, edges };
}

/** Its trigger's events no other journey sends, so what is shown are the examples. */
const branching = {
  formatVersion: 1,
  nodes: [
    node("trigger", "customer-io.email-opened", 0),
    node("branch", "flow.branch", 1, {
      name: "Which page?",
      config: {
        branches: [
          {
            id: "pricing",
            name: "Pricing",
            conditions: {
              match: "all",
              conditions: [
                { field: "{{ trigger.subject }}", type: "text", operator: "contains", value: "price" },
              ],
            },
          },
        ],
      },
    }),
    node("ask", "http.request", 2, {
      name: "Ask the CRM",
      config: { method: "GET", url: "https://example.com" },
    }),
    node("names", "flow.set-fields", 3, {
      name: "Names",
      config: { fields: { plans: [{ sku: "basic" }, { sku: "pro" }], line: "{{ trigger.subject }}" } },
    }),
    node("note", "preview.message", 4, { name: "Write it" }),
    node("alone", "preview.message", 5, { name: "Stands alone" }),
  ],
  edges: [
    { id: "e1", source: "trigger", target: "branch" },
    { id: "e2", source: "branch", target: "ask", branch: "pricing" },
    { id: "e3", source: "ask", target: "names" },
    { id: "e4", source: "branch", target: "names", branch: "otherwise" },
    { id: "e5", source: "names", target: "note" },
  ],
};

const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });
const picker = (page: Page) => page.getByRole("dialog", { name: "Pick a field" });
const search = (page: Page) => picker(page).getByRole("combobox", { name: "Search fields" });
const options = (page: Page) => picker(page).getByRole("option");
const option = (page: Page, name: string) => picker(page).getByRole("option", { name, exact: true });
const active = (page: Page) => picker(page).locator('[aria-selected="true"]');

async function openPicker(page: Page, step: string): Promise<void> {
  await page.keyboard.press("Escape");
  await bringInSight(page, card(page, step));
  await card(page, step).click();
  await panel(page).getByRole("button", { name: "Insert a field into Text" }).click();
  await expect(search(page)).toBeFocused();
}

const letters = (text: string) => [...text].map((_, index) => text.slice(0, index + 1));

/** Milliseconds in the page, until the change is laid out, and until it is painted. */
async function measureKey(page: Page, text: string): Promise<{ done: number; painted: number }> {
  return page.evaluate(async (typed) => {
    const input = document.querySelector<HTMLInputElement>(".in-picker-search input");
    if (input === null) throw new Error("no picker");
    const begin = performance.now();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, typed);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
    document.body.getBoundingClientRect();
    const done = performance.now() - begin;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return { done, painted: performance.now() - begin };
  }, text);
}

test.describe
  .serial("the field picker", () => {
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await signIn(page);
    });
    test.afterAll(async () => {
      await page.close();
    });

    test(`opens ${FIELDS} fields of ${STEPS} steps, searches them, and draws only those in sight`, async () => {
      await openBuilder(page, await createWorkflow("5,000 fields", largeWorkflow()));
      await card(page, "The last one").click();
      const button = panel(page).getByRole("button", { name: "Insert a field into Text" });
      await expect(button).toBeVisible();
      const opened = await button.evaluate(async (element) => {
        const begin = performance.now();
        (element as HTMLElement).click();
        while (document.querySelector(".in-picker [role=option]") === null)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - begin;
      });
      await expect(options(page).first()).toBeVisible();
      const drawn = await options(page).count();
      const keys: { done: number; painted: number }[] = [];
      for (const text of letters("value 57/83")) keys.push(await measureKey(page, text));
      const shown = (of: "done" | "painted") => keys.map((key) => key[of].toFixed(1)).join(", ");
      console.log(`picker: ${FIELDS} fields of ${STEPS} steps open in ${opened.toFixed(0)} ms (painted)`);
      console.log(`picker: ms a key, searched and laid out: ${shown("done")}`);
      console.log(`picker: ms a key, until painted: ${shown("painted")}`);
      expect(drawn).toBeLessThan(120);
      await expect(options(page)).toHaveCount(1);
      await expect(option(page, "f57_83")).toContainText("value 57/83");
      await search(page).fill("f57_0");
      await page.keyboard.press("Enter");
      await expect(picker(page)).toBeHidden();
      await expect(panel(page).getByRole("textbox", { name: "Text" })).toContainText("f57_0");
    });

    test("is whole before anything has run, and sets apart what may be empty, with the reason", async () => {
      await openBuilder(page, await createWorkflow("Branching", branching));
      await openPicker(page, "Write it");
      const list = picker(page).getByRole("listbox", { name: "Fields" });
      await expect(list).toContainText("Names");
      await expect(list).toContainText("always runs first");
      await expect(list).toContainText("May be empty");
      await expect(list).toContainText("Empty when “Which page?” takes “Otherwise”.");
      await expect(option(page, "Customer e-mail")).toContainText("ada@example.com");
      await expect(option(page, "Occurred at")).toHaveAccessibleDescription(/^date, 20.*, Email Opened$/);
    });

    test("is walked with the keys, opens lists, and picks an entry", async () => {
      await page.keyboard.press("End");
      await expect(active(page)).toHaveAccessibleName("Body");
      await page.keyboard.press("Home");
      await expect(active(page)).toHaveAccessibleName("Fields");
      // The database keeps shorter names first: line, then plans.
      for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
      await expect(active(page)).toHaveAccessibleName("plans");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await expect(active(page)).toHaveAccessibleName("First");
      for (const name of ["Each › sku", "Count"]) await expect(option(page, name)).toBeVisible();
      await expect(option(page, "Each › sku")).toContainText("basic, pro");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      await expect(option(page, "First")).toBeHidden();
      await page.keyboard.type("basic, ");
      await expect(active(page)).toHaveAccessibleName("Each › sku");
      await page.keyboard.press("Enter");
      await expect(picker(page)).toBeHidden();
      await expect(panel(page).getByRole("textbox", { name: "Text" }).locator(".in-pill")).toHaveCount(1);
    });

    test("gives its rows to a field they are dropped on", async () => {
      await openPicker(page, "Write it");
      await search(page).fill("customer e-mail");
      await option(page, "Customer e-mail").dragTo(panel(page).getByRole("textbox", { name: "Text" }));
      await expect(panel(page).getByRole("textbox", { name: "Text" }).locator(".in-pill")).toHaveCount(2);
      await page.keyboard.press("Escape");
    });

    test("says why it is empty and what to do", async () => {
      await openPicker(page, "Stands alone");
      await expect(picker(page)).toContainText("Connect it to an earlier step");
      await page.keyboard.press("Escape");
    });

    test("lists what events hold beyond the schema, and shows the last event's values", async () => {
      const id = await createWorkflow("With events");
      const { webhook } = await call(`/workflows/${id}/publish`, {});
      const key = "pasted-for-the-picker";
      await call(`/connections/${webhook.connectionId}/signing-key`, { key });
      expect(await send(webhook.url, key)).toBe(200);
      await openBuilder(page, id);
      await card(page, "Tell the CRM").click();
      await panel(page).getByRole("button", { name: "Insert a field into URL" }).click();
      await expect(picker(page)).toContainText("Also seen in your events");
      await expect(option(page, "loyalty_level")).toContainText("gold");
      await expect(picker(page)).toContainText("last event");
      await expect(option(page, "Customer e-mail")).toContainText("maya@example.com");
    });
  });

async function call(path: string, body: object) {
  const answer = await fetch(`${process.env.E2E_URL}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

async function send(address: string, key: string): Promise<number> {
  const data = {
    identifiers: { id: "cust_9", email: "maya@example.com" },
    delivery_id: "RPIL",
    href: "https://example.com/pricing",
    loyalty_level: "gold",
  };
  const body = JSON.stringify({
    event_id: `picker-${Date.now()}`,
    object_type: "email",
    metric: "clicked",
    timestamp: Math.floor(Date.now() / 1000),
    data,
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-cio-timestamp": timestamp,
    "x-cio-signature": signature,
  };
  return (await fetch(address, { method: "POST", headers, body })).status;
}
