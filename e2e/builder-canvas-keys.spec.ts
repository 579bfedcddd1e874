/** The canvas by keyboard: one tab stop, arrows along the wires, and a focus that is never lost. */
import { expect, type Page, test } from "@playwright/test";
import { generatedWorkflow } from "../lib/graph/generated-workflow.test-support";
import { card, cards, createWorkflow, openBuilder, signIn } from "./builder-page";

const zoomOut = (page: Page) => page.getByRole("button", { name: "Zoom out" });
const stops = (page: Page) =>
  page
    .locator(".react-flow__renderer")
    .evaluate(
      (canvas) =>
        [...canvas.querySelectorAll<HTMLElement>("*")].filter(({ tabIndex }) => tabIndex >= 0).length,
    );

test.describe
  .serial("the canvas by keyboard", () => {
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await signIn(page);
    });
    test.afterAll(async () => {
      await page.close();
    });

    test("is one tab stop: in to the step that had the focus last, and out again", async () => {
      await openBuilder(page, await createWorkflow("One tab stop"));
      expect(await stops(page)).toBe(0);
      await zoomOut(page).focus();
      await page.keyboard.press("Shift+Tab");
      while (!(await page.evaluate(() => document.activeElement?.matches(".react-flow__node"))))
        await page.keyboard.press("Shift+Tab");
      await expect(card(page, "Email Link Clicked")).toBeFocused();
      await page.keyboard.press("ArrowRight");
      await expect(card(page, "Pricing links only")).toBeFocused();
      await page.keyboard.press("Tab");
      await expect(page.locator(".react-flow__node:focus")).toHaveCount(0);
      await page.keyboard.press("Shift+Tab");
      await expect(card(page, "Pricing links only")).toBeFocused();
      await page.keyboard.press("Shift+Tab");
      await expect(page.locator(".react-flow__node:focus")).toHaveCount(0);
      await expect(page.locator("body")).not.toBeFocused();
    });

    test("a step that is removed hands the focus to the one before it", async () => {
      await card(page, "Pricing links only").focus();
      await page.keyboard.press("Delete");
      await expect(card(page, "Pricing links only")).toHaveCount(0);
      await expect(card(page, "Email Link Clicked")).toBeFocused();
    });

    test("arrows bring the step in sight, also one that is not drawn before", async () => {
      const document = generatedWorkflow(200);
      const { nodes: steps } = document;
      await openBuilder(page, await createWorkflow("Many", document));
      await expect(cards(page).first()).toBeVisible();
      await page.keyboard.press("1");
      await page.keyboard.press("0");
      await expect(page.locator(".wf-canvas")).not.toHaveAttribute("data-far");
      // The first step of the workflow lies far out of sight by then.
      await page.getByRole("button", { name: "Steps on the canvas" }).focus();
      const focused = page.locator(".react-flow__node-card:focus");
      await expect(focused).toHaveAttribute("data-id", steps[0]?.id ?? "");
      for (let step = 0; step < 5; step++) {
        const before = await focused.getAttribute("data-id");
        await page.keyboard.press("ArrowRight");
        await expect(focused).not.toHaveAttribute("data-id", before ?? "");
        await expect(focused).toBeInViewport();
      }
    });
  });
