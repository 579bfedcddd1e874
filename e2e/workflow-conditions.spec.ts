/** Conditions built with the mouse and re-ordered with both mouse and keys. After main-job in the alphabet, which signs the owner in first. */
import { expect, type Page, test } from "@playwright/test";
import { API_KEY } from "./start-product";

const url = () => process.env.E2E_URL ?? "";
const node = (id: string, type: string, x: number, config: object) => ({
  id,
  type,
  config,
  position: { x, y: 0 },
});

/** With the one-time address if nobody used it yet, else with the password that main-job sets. */
async function signIn(page: Page): Promise<void> {
  await page.goto(process.env.E2E_SIGN_IN_URL ?? "");
  await page.waitForURL(/\/(workflows|sign-in)/);
  if (!page.url().includes("/sign-in")) return;
  await page.goto(`${url()}/sign-in`);
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/workflows$/);
}

async function createWorkflow(nodes: object[], edges: object[]): Promise<string> {
  const answer = await fetch(`${url()}/api/v1/workflows`, {
    method: "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({
      name: "Conditions",
      document: { formatVersion: 1, nodes, edges },
    }),
  });
  const body = (await answer.json()) as { id: string };
  expect(answer.ok, JSON.stringify(body)).toBe(true);
  return body.id;
}

const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });
const card = (page: Page, type: string) => page.locator(".react-flow__node").filter({ hasText: type });
const condition = (page: Page, place: string) =>
  panel(page).getByRole("group", { name: `Condition ${place}`, exact: true });
const fieldsInOrder = (page: Page) =>
  panel(page).getByRole("button", { name: "Field", exact: true }).allInnerTexts();

async function pickField(page: Page, place: string, label: string): Promise<void> {
  await condition(page, place).getByRole("button", { name: "Field: pick a field" }).click();
  const picker = page.getByRole("dialog", { name: "Pick a field" });
  await picker.getByRole("option", { name: label, exact: true }).click();
  await expect(picker).toBeHidden();
}

test("conditions in groups are built, judged on the sample, and re-ordered by keys and by dragging", async ({
  page,
}) => {
  await signIn(page);
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
  expect(await fieldsInOrder(page)).toEqual(["Link", "Subject", "Customer e-mail"]);

  await test.step("with the arrow keys, into the group and along it", async () => {
    await panel(page)
      .getByRole("button", { name: /^Move condition 1:/ })
      .focus();
    await page.keyboard.press("ArrowDown");
    await expect(panel(page).getByRole("button", { name: /^Move condition 1, 1:/ })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(panel(page).getByRole("button", { name: /^Move condition 1, 2:/ })).toBeFocused();
    expect(await fieldsInOrder(page)).toEqual(["Subject", "Link", "Customer e-mail"]);
    await expect(condition(page, "1, 2").getByRole("textbox", { name: "Value" })).toHaveText("example.com");
  });

  await test.step("by dragging, out of the group again", async () => {
    const group = panel(page).getByRole("button", { name: /^Move group 1:/ });
    await panel(page)
      .getByRole("button", { name: /^Move condition 1, 2:/ })
      .dragTo(group);
    await expect(condition(page, "1").getByRole("textbox", { name: "Value" })).toHaveText("example.com");
    expect(await fieldsInOrder(page)).toEqual(["Link", "Subject", "Customer e-mail"]);
  });

  await test.step("undone and saved as one change", async () => {
    await expect(page.getByTestId("save-state")).toHaveText("Saved");
    await page.reload();
    await card(page, "Filter").click();
    expect(await fieldsInOrder(page)).toEqual(["Link", "Subject", "Customer e-mail"]);
    await condition(page, "1").getByRole("button", { name: "Match case" }).waitFor({ state: "detached" });
  });
});
