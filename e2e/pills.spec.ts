/** Pills in text: formats, pasted Liquid, and steps that go while others use them. After main-job, which signs the owner in first. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { node, pageAtRest } from "./builder-page";
import { ask, click, publish, signIn } from "./real-events";

const url = () => process.env.E2E_URL ?? "";
const receiver = () => process.env.E2E_RECEIVER ?? "";
/** Three requests after the trigger; the last one tells what the others found. */
const createWorkflow = async (json: object): Promise<string> => {
  const nodes = [
    node("trigger", "customer-io.email-link-clicked", 0, {}),
    node("call", "http.request", 360, { method: "GET", url: receiver() }, "Ask the CRM"),
    node("spare", "http.request", 720, { method: "GET", url: receiver() }, "Ask the shop"),
    node("tell", "http.request", 1080, { method: "POST", url: receiver(), bodyType: "json", json }, "Tell"),
  ];
  const edges = nodes.slice(1).map(({ id }, index) => {
    const source = nodes[index]?.id ?? "";
    return { id: `${source}-${id}`, source, target: id };
  });
  const created = await ask<{ id: string }>("/workflows", {
    name: "Pills",
    document: { formatVersion: 1, nodes, edges },
  });
  return created.id;
};

let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage({ permissions: ["clipboard-read", "clipboard-write"] });
  await signIn(page);
});
test.afterAll(() => page.close());

const panel = () => page.getByRole("complementary", { name: "Step" });
const card = (name: string) => page.locator(".react-flow__node").filter({ hasText: name });
const field = (name: string) => panel().getByRole("textbox", { name: `JSON body: ${name}`, exact: true });
const pills = (text: Locator) => text.getByRole("button");
const menu = () => page.getByRole("dialog", { name: "Format the field" });
const formats = () => menu().getByRole("list", { name: "Formats, in order" }).getByRole("listitem");
const saved = () => expect(page.getByTestId("save-state")).toHaveText("Saved");
const configOf = async (id: string): Promise<Record<string, unknown>> => {
  const { draft } = await ask<{ draft: { nodes: { id: string; config: Record<string, unknown> }[] } }>(
    `/workflows/${id}`,
  );
  return draft.nodes.find((step) => step.id === "tell")?.config ?? {};
};

const bodies = async () => (await (await fetch(receiver())).json()) as object[];

async function publishAndClick(id: string, href: string): Promise<void> {
  const key = "pasted-for-pills";
  await click(await publish(id, key), key, href);
}

async function open(id: string): Promise<void> {
  await page.goto(`${url()}/workflows/${id}`);
  await card("Tell").click();
  await expect(field("about")).toBeVisible();
  await pageAtRest(page);
}

/** Focus and caret reach an editor by events that the browser sends a moment after the key; the next key must not overtake them. */
async function goToTheEnd(text: Locator): Promise<void> {
  await text.focus();
  await pageAtRest(page);
  await page.keyboard.press("Control+End");
  await pageAtRest(page);
}

/** As if it was copied from elsewhere. */
async function paste(text: Locator, pasted: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), pasted);
  await goToTheEnd(text);
  await page.keyboard.press("ControlOrMeta+V");
}

test("formats are chosen by keyboard, shown on the sample, and do in the run what the preview said", async () => {
  const id = await createWorkflow({ about: "Link: {{ trigger.href }}" });
  await publishAndClick(id, "https://shop.example.com/pricing/pro?plan=1");
  await expect.poll(bodies).toContainEqual({ about: "Link: https://shop.example.com/pricing/pro?plan=1" });
  await open(id);
  await goToTheEnd(field("about"));
  await page.keyboard.press("ArrowLeft");
  await pageAtRest(page);
  await page.keyboard.press("Enter");
  await expect(menu()).toBeVisible();
  const search = menu().getByRole("combobox", { name: "Add a format" });
  await expect(search).toBeFocused();
  // The newest real event is the sample.
  await expect(formats().first()).toContainText("https://shop.example.com/pricing/pro?plan=1");
  await expect(menu().getByRole("option").first()).toHaveText("Path/pricing/pro");

  await page.keyboard.press("Enter");
  await page.keyboard.type("replace");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/");
  // Over the button that picks a field instead.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("-z-");
  await page.keyboard.press("Enter");
  await expect(search).toBeFocused();
  await page.keyboard.type("upper");
  await page.keyboard.press("Enter");
  await expect(formats().last()).toContainText("-Z-PRICING-Z-PRO");
  await expect(pills(field("about"))).toHaveText("Link › path › “/” → “-z-” › upper case");

  await test.step("changed in order, and taken away", async () => {
    await formats().last().focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect(formats().nth(2)).toBeFocused();
    await expect(formats().last()).toContainText("-z-PRICING-z-PRO");
    await page.keyboard.press("Delete");
    await expect(formats().last()).toContainText("-z-pricing-z-pro");
    await page.keyboard.press("Escape");
    await expect(menu()).toBeHidden();
    await expect(field("about")).toBeFocused();
    await page.keyboard.type("!");
    await expect(field("about")).toHaveText("Link: Link › path › “/” → “-z-”!");
  });

  await test.step("stored as Liquid, and the same in the run", async () => {
    await saved();
    const about = 'Link: {{ trigger.href | url_path | replace: "/", "-z-" }}!';
    expect((await configOf(id)).json).toEqual({ about });
    await publishAndClick(id, "https://shop.example.com/docs/a?b=1");
    await expect.poll(bodies).toContainEqual({ about: "Link: -z-docs-z-a!" });
  });
});

test("pasted Liquid becomes pills, pills are copied as Liquid, and other names are said and mended", async () => {
  const id = await createWorkflow({ about: "Hi ", more: "" });
  await open(id);
  await paste(
    field("about"),
    "{{ customer.email | split: '@' | first }}, {{customer.first_name | default: \"there\"}} {{ steps.call.status }}",
  );
  await expect(pills(field("about"))).toHaveText(["Customer e-mail › split at “@” › first", "Status"]);
  const foreign = panel().getByRole("status").filter({ hasText: "customer.first_name" });
  await expect(foreign).toContainText("It stays text, and would be empty");

  await foreign.getByRole("button").click();
  await page.getByRole("dialog", { name: "Pick a field" }).getByRole("option", { name: "Subject" }).click();
  await expect(foreign).toBeHidden();
  await expect(pills(field("about"))).toHaveText([
    "Customer e-mail › split at “@” › first",
    "Subject › or “there”",
    "Status",
  ]);

  await test.step("cut, and pasted into another field", async () => {
    await expect(field("about")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("ControlOrMeta+X");
    await expect(field("about")).toHaveText("");
    await field("more").focus();
    await pageAtRest(page);
    await page.keyboard.press("ControlOrMeta+V");
    await expect(pills(field("more"))).toHaveCount(3);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(
      "Hi {{ trigger.customer_email | split: '@' | first }}, {{trigger.subject | default: \"there\"}} {{ steps.call.status }}",
    );
    await saved();
    expect((await configOf(id)).json).toMatchObject({ more: copied });
  });
});

test("a step that is used asks before it goes, and one change takes all back", async () => {
  const id = await createWorkflow({
    about: 'CRM said {{ steps.call.status | default: "nothing" }}',
    more: "{{ steps.call.body }}",
  });
  await open(id);
  const ask = page.getByRole("dialog", { name: "Delete “Ask the CRM”?" });
  const use = (name: string) => ask.getByRole("group", { name });

  await test.step("a step that nobody uses just goes", async () => {
    await card("Tell").click();
    await page.keyboard.press("Delete");
    await expect(card("Tell")).toBeHidden();
    await page.keyboard.press("ControlOrMeta+Z");
    await expect(card("Tell")).toBeVisible();
  });

  await card("Ask the CRM").click();
  await page.keyboard.press("Delete");
  await expect(ask).toContainText("Another step uses what it gives, in 2 places");
  await expect(use("Status")).toContainText("Used in JSON body of “Tell”");
  await ask.getByRole("button", { name: "Cancel" }).click();
  await expect(card("Ask the CRM")).toBeVisible();

  await page.getByRole("button", { name: "More about this step" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await use("Status").getByRole("radio", { name: "Replace with…" }).check();
  await expect(ask.getByRole("button", { name: "Delete step" })).toBeDisabled();
  await use("Status").getByRole("button", { name: "Field in place of Status: pick a field" }).click();
  const picker = page.getByRole("dialog", { name: "Pick a field" });
  await expect(picker).toContainText("Ask the shop");
  await expect(picker).not.toContainText("Ask the CRM");
  await picker.getByRole("option", { name: "Status", exact: true }).first().click();
  await ask.getByRole("button", { name: "Delete step" }).click();
  await expect(card("Ask the CRM")).toBeHidden();

  await card("Tell").click();
  await expect(pills(field("about"))).toHaveText("Status › or “nothing”");
  await expect(field("more")).toHaveText("");
  await saved();
  expect((await configOf(id)).json).toEqual({
    about: 'CRM said {{ steps.spare.status | default: "nothing" }}',
    more: "",
  });
  await page
    .getByRole("toolbar", { name: "History" })
    .getByRole("button", { name: /^Undo delete/ })
    .click();
  await expect(card("Ask the CRM")).toBeVisible();
  await expect(pills(field("more"))).toHaveText("Body");
});

test("a pill without a value is amber, says why, and takes another field with its formats kept", async () => {
  const id = await createWorkflow({ about: "{{ steps.gone.status | default: 0 }}" });
  await open(id);
  await expect(pills(field("about"))).toHaveText(
    /^status › or “0” ?\(The step that it came from was deleted\.\)$/,
  );
  await pills(field("about")).click();
  await expect(menu().getByRole("alert")).toHaveText("The step that it came from was deleted.");
  await menu().getByRole("button", { name: "Pick another field" }).click();
  await page
    .getByRole("dialog", { name: "Pick a field" })
    .getByRole("option", { name: "Link", exact: true })
    .click();
  await expect(menu().getByRole("alert")).toBeHidden();
  await expect(pills(field("about"))).toHaveText("Link › or “0”");
  await menu().getByRole("button", { name: "Done" }).click();
  await saved();
  expect((await configOf(id)).json).toEqual({ about: "{{ trigger.href | default: 0 }}" });
});

test("a format takes a field, which goes with its step and comes back", async () => {
  const id = await createWorkflow({ about: "{{ trigger.customer_email | default: 'there' }}" });
  await open(id);
  await pills(field("about")).click();
  await menu().getByRole("button", { name: "Pick a field for text" }).click();
  const picker = page.getByRole("dialog", { name: "Pick a field" });
  await picker.getByRole("option", { name: "Status", exact: true }).last().click();
  await expect(pills(field("about"))).toHaveText("Customer e-mail › or Status");
  await menu().getByRole("button", { name: "Done" }).click();
  await saved();
  const json = { about: "{{ trigger.customer_email | default: steps.call.status }}" };
  expect((await configOf(id)).json).toEqual(json);

  await card("Ask the CRM").click();
  await page.keyboard.press("Delete");
  const ask = page.getByRole("dialog", { name: "Delete “Ask the CRM”?" });
  await expect(ask.getByRole("group", { name: "Status" })).toContainText("Used in JSON body of “Tell”");
  await ask.getByRole("button", { name: "Delete step" }).click();
  await card("Tell").click();
  await expect(pills(field("about"))).toHaveText("Customer e-mail");
  await page
    .getByRole("toolbar", { name: "History" })
    .getByRole("button", { name: /^Undo delete/ })
    .click();
  await expect(pills(field("about"))).toHaveText("Customer e-mail › or Status");
});

test("names in pasted tags become fields; one that is no field is said, and replaced wherever it stands", async () => {
  const id = await createWorkflow({ about: "" });
  await open(id);
  await paste(
    field("about"),
    "{% if customer.email %}{{ customer.id }}{% elsif customer.nick %}{{ customer.nick }}{% endif %}",
  );
  await expect(field("about")).toContainText("{% if trigger.customer_email %}");
  await expect(pills(field("about"))).toHaveText("Customer id");
  const foreign = panel().getByRole("status").filter({ hasText: "customer.nick" });
  await foreign.getByRole("button", { name: "Pick a field in place of customer.nick" }).click();
  await page.getByRole("dialog", { name: "Pick a field" }).getByRole("option", { name: "Subject" }).click();
  await expect(foreign).toBeHidden();
  await saved();
  expect((await configOf(id)).json).toEqual({
    about:
      "{% if trigger.customer_email %}{{ trigger.customer_id }}{% elsif trigger.subject %}{{ trigger.subject }}{% endif %}",
  });
});
