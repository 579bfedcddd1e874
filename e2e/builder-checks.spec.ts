/** What cannot be read is among the checks as soon as somebody could read it, with the way there, and goes once it is mended. */
import { expect, type Page, test } from "@playwright/test";
import { createWorkflow, node, openBuilder, signIn } from "./builder-page";

const document = {
  formatVersion: 1,
  nodes: [
    node("trigger", "customer-io.email-link-clicked", 0, {}),
    node("sum", "flow.transform", 360, { expression: "$sum(list", data: {} }),
    node("preview", "preview.message", 720, { text: "Hi {{ trigger.href | shout }}" }),
  ],
  edges: [
    { id: "e1", source: "trigger", target: "sum" },
    { id: "e2", source: "sum", target: "preview" },
  ],
};
const checks = (page: Page) => page.getByRole("complementary", { name: "Checks" });
const finding = (page: Page, text: string) => checks(page).getByRole("listitem").filter({ hasText: text });
const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });

test("a bad expression and bad Liquid are among the checks, each with the way there", async ({ page }) => {
  await signIn(page);
  await openBuilder(page, await createWorkflow("Unreadable", document));
  const count = page.getByRole("button", { name: /^\d+ checks?$/ });
  await expect(count).toHaveText("2 checks");
  await count.click();
  await expect(finding(page, "Text of")).toContainText('cannot be read: there is no filter "shout"');
  await expect(finding(page, "Expression of")).toContainText('Expected ")" before end of expression');

  await finding(page, "Expression of").getByRole("button", { name: "Go to" }).click();
  const expression = panel(page).getByRole("textbox", { name: "Expression" });
  await expect(expression).toBeFocused();
  await expression.fill("$sum(list)");
  await expect(count).toHaveText("1 check");
  await page.getByRole("toolbar", { name: "History" }).getByRole("button", { name: /^Undo/ }).click();
  await expect(count).toHaveText("2 checks");

  await count.click();
  await finding(page, "Text of").getByRole("button", { name: "Go to" }).click();
  await expect(panel(page).getByRole("textbox", { name: "Text" })).toBeFocused();
});
