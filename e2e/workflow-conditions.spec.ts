/** Conditions built with the mouse and re-ordered with both mouse and keys. After main-job in the alphabet, which signs the owner in first. */
import { expect, type Page, test } from "@playwright/test";
import { node } from "./builder-page";
import { ask, click, publish, signIn } from "./real-events";

const url = () => process.env.E2E_URL ?? "";
const createWorkflow = async (nodes: object[], edges: object[]): Promise<string> =>
  (
    await ask<{ id: string }>("/workflows", {
      name: "Conditions",
      document: { formatVersion: 1, nodes, edges },
    })
  ).id;

// One sign-in for all: the door lets three through in ten seconds.
let page: Page;
test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await signIn(page);
});
test.afterAll(() => page.close());

const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });
const card = (page: Page, type: string) => page.locator(".react-flow__node").filter({ hasText: type });
const condition = (page: Page, place: string) =>
  panel(page).getByRole("group", { name: `Condition ${place}`, exact: true });
const fieldsInOrder = (page: Page) =>
  panel(page)
    .getByRole("button", { name: /^Field: / })
    .allInnerTexts();

async function pickField(page: Page, place: string, label: string): Promise<void> {
  await condition(page, place).getByRole("button", { name: "Field: pick a field" }).click();
  const picker = page.getByRole("dialog", { name: "Pick a field" });
  await picker.getByRole("option", { name: label, exact: true }).click();
  await expect(picker).toBeHidden();
}

test("conditions in groups are built, judged on the sample, and re-ordered by keys and by dragging", async () => {
  const id = await createWorkflow(
    [
      node("trigger", "customer-io.email-link-clicked", 0, {}),
      node("filter", "flow.filter", 360, {}),
      node("preview", "preview.message", 720, {}),
    ],
    [
      { id: "e1", source: "trigger", target: "filter" },
      { id: "e2", source: "filter", target: "preview" },
    ],
  );
  await page.goto(`${url()}/workflows/${id}`);
  await card(page, "Filter").click();
  await panel(page).getByRole("button", { name: "Add a condition" }).click();
  await pickField(page, "1", "Link");
  await condition(page, "1")
    .getByRole("combobox", { name: "Operator" })
    .selectOption({ label: "host is or is under" });
  await expect(condition(page, "1").getByText("Enter what to compare with")).toBeVisible();
  await condition(page, "1").getByRole("textbox", { name: "Value" }).fill("example.com");
  await expect(condition(page, "1").getByLabel("Holds for the sample")).toBeVisible();

  await panel(page).getByRole("button", { name: "Add a group" }).click();
  await pickField(page, "2, 1", "Subject");
  await condition(page, "2, 1").getByRole("textbox", { name: "Value" }).fill("nothing like it");
  await expect(condition(page, "2, 1").getByLabel("Does not hold for the sample")).toBeVisible();
  await expect(panel(page).getByText("The sample does not fit")).toBeVisible();

  await panel(page).getByRole("button", { name: "Add a condition" }).first().click();
  await pickField(page, "2, 2", "Customer e-mail");
  await condition(page, "2, 2")
    .getByRole("combobox", { name: "Operator" })
    .selectOption({ label: "is provided" });
  await expect(panel(page).getByText("The sample fits")).toBeVisible();
  await expect.poll(() => fieldsInOrder(page)).toEqual(["Link", "Subject", "Customer e-mail"]);

  await test.step("with the arrow keys, into the group and along it", async () => {
    await panel(page)
      .getByRole("button", { name: /^Move condition 1:/ })
      .focus();
    await page.keyboard.press("ArrowDown");
    await expect(panel(page).getByRole("button", { name: /^Move condition 1, 1:/ })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(panel(page).getByRole("button", { name: /^Move condition 1, 2:/ })).toBeFocused();
    await expect.poll(() => fieldsInOrder(page)).toEqual(["Subject", "Link", "Customer e-mail"]);
    await expect(condition(page, "1, 2").getByRole("textbox", { name: "Value" })).toHaveText("example.com");
  });

  await test.step("by dragging, out of the group again", async () => {
    const group = panel(page).getByRole("button", { name: /^Move group 1:/ });
    await panel(page)
      .getByRole("button", { name: /^Move condition 1, 2:/ })
      .dragTo(group);
    await expect(condition(page, "1").getByRole("textbox", { name: "Value" })).toHaveText("example.com");
    await expect.poll(() => fieldsInOrder(page)).toEqual(["Link", "Subject", "Customer e-mail"]);
  });

  await test.step("undone and saved as one change", async () => {
    await expect(page.getByTestId("save-state")).toHaveText("Saved");
    await page.reload();
    await card(page, "Filter").click();
    await expect.poll(() => fieldsInOrder(page)).toEqual(["Link", "Subject", "Customer e-mail"]);
    await condition(page, "1").getByRole("button", { name: "Match case" }).waitFor({ state: "detached" });
  });
});

test("what the builder says of real events is what the runs then do", async () => {
  const row = {
    field: "{{ trigger.href }}",
    type: "url",
    operator: "url_path_starts_with",
    value: "/pricing",
  };
  const id = await createWorkflow(
    [
      node("trigger", "customer-io.email-link-clicked", 0, {}),
      node("filter", "flow.filter", 360, { conditions: { match: "all", conditions: [row] } }),
      node("set", "flow.set-fields", 720, { fields: { topic: "{{ trigger.subject }}" } }),
      node("split", "flow.split", 1080, {
        value: "{{ steps.set.fields.topic }}",
        cases: [{ id: "c1", name: "digest, news" }],
      }),
      node("stop", "flow.stop", 1440, { outcome: "completed", reason: "{{ steps.set.fields.topic }}" }),
    ],
    [
      { id: "e1", source: "trigger", target: "filter" },
      { id: "e2", source: "filter", target: "set" },
      { id: "e3", source: "set", target: "split" },
      { id: "e4", source: "split", target: "stop", branch: "c1" },
    ],
  );
  const key = "pasted-for-conditions";
  const address = await publish(id, key);
  for (const path of ["/pricing", "/pricing/pro", "/docs"])
    await click(address, key, `https://example.com${path}`);
  const statuses = async () =>
    (await ask<{ runs: { status: string }[] }>(`/runs?workflowId=${id}`)).runs
      .map(({ status }) => status)
      .sort();
  await expect.poll(statuses).toEqual(["completed", "completed", "filtered"]);

  const { events } = await ask<{ events: { output: { href?: string } }[] }>(
    `/workflows/${id}/recent-outputs`,
  );
  const fitting = (start: string) =>
    events.filter(({ output }) => new URL(output.href ?? "").pathname.startsWith(start)).length;
  await page.goto(`${url()}/workflows/${id}`);
  await card(page, "Filter").click();
  const preview = panel(page).getByRole("region", { name: "Real events" });
  await expect(preview).toContainText(`${fitting("/pricing")} of the last ${events.length} events`);
  await condition(page, "1").getByRole("textbox", { name: "Value" }).fill("/pricing/p");
  await expect(preview).toContainText(`${fitting("/pricing/p")} of the last ${events.length} events`);
  await preview.getByRole("button", { name: "Show" }).click();
  await expect(preview.getByRole("listitem").first()).toContainText("https://example.com/docs");
  await expect(
    preview.getByRole("listitem").first().getByRole("img", { name: "does not fit" }),
  ).toBeVisible();
  await preview.getByRole("link", { name: "https://example.com/pricing/pro" }).click();
  await expect(page).toHaveURL(/\/events\?open=evt_/);
});

test("a branch in the shadow of another is named, and moved up at a click", async () => {
  const branch = (id: string, name: string, value: string) => ({
    id,
    name,
    conditions: {
      match: "all",
      conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "url_path_starts_with", value }],
    },
  });
  const branches = [branch("b1", "Pricing", "/pricing"), branch("b2", "Pro plan", "/pricing/pro")];
  const id = await createWorkflow(
    [
      node("trigger", "customer-io.email-link-clicked", 0, {}),
      node("branch", "flow.branch", 360, { branches }),
    ],
    [{ id: "e1", source: "trigger", target: "branch" }],
  );
  await page.goto(`${url()}/workflows/${id}`);
  await page.getByRole("button", { name: "1 check" }).click();
  const checks = page.getByRole("complementary", { name: "Checks" });
  await expect(checks).toContainText('"Branch", branch "Pro plan" is never taken: "Pricing" above it');
  await checks.getByRole("button", { name: "Move it up" }).click();
  await expect(checks).toContainText("Nothing to fix");
  await expect(card(page, "Branch").locator(".wf-branch").first()).toContainText("Pro plan");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(checks).toContainText("is never taken");
});

test("a branch dragged beside the list of a panel that has scrolled goes to the nearest place", async () => {
  const branches = ["A", "B", "C", "D", "E", "F"].map((name) => ({
    id: name,
    name,
    conditions: {
      match: "all",
      conditions: [{ field: "{{ trigger.subject }}", type: "text", operator: "contains", value: name }],
    },
  }));
  const id = await createWorkflow(
    [
      node("trigger", "customer-io.email-link-clicked", 0, {}),
      node("branch", "flow.branch", 360, { branches }),
    ],
    [{ id: "e1", source: "trigger", target: "branch" }],
  );
  await page.goto(`${url()}/workflows/${id}`);
  await card(page, "Branch").click();
  const names = () =>
    panel(page)
      .getByRole("textbox", { name: "Branch name" })
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value).join(""));
  // What comes late moves the handle.
  await expect(panel(page).getByText(/of the last \d+ events fit/)).toHaveCount(branches.length);
  const handle = panel(page).getByRole("button", { name: /^Move branch F:/ });
  await handle.scrollIntoViewIfNeeded();
  const [from, tab] = [
    await handle.boundingBox(),
    await panel(page).getByRole("tab", { name: "Setup" }).boundingBox(),
  ];
  if (from === null || tab === null) throw new Error("not in sight");
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y - 30, { steps: 3 });
  await page.mouse.move(tab.x + 10, tab.y + 10, { steps: 5 });
  await page.mouse.up();
  // How far up depends on how high the branches are.
  await expect.poll(names).toMatch(/F\w/);
  expect([...(await names())].sort().join("")).toBe("ABCDEF");
});
