/** The canvas under fingers: one pans, two zoom, a tap selects, a finger that rests opens the menu, a drag moves a step. */
import { type CDPSession, expect, type Locator, type Page, test } from "@playwright/test";
import { card, createWorkflow, EMPTY_SPOT, openBuilder, signIn } from "./builder-page";

interface Point {
  x: number;
  y: number;
}

async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox();
  if (box === null) throw new Error("Not on the page.");
  return { x: box.x + box.width / 2, y: box.y + 20 };
}
const view = async (page: Page) => {
  const style = (await page.locator(".react-flow__viewport").getAttribute("style")) ?? "";
  const [, x, y, zoom] = /translate\((-?[\d.]+)px, ?(-?[\d.]+)px\) scale\(([\d.]+)\)/.exec(style) ?? [];
  return { x: Number(x), y: Number(y), zoom: Number(zoom) };
};

test.describe
  .serial("touch", () => {
    let page: Page;
    let fingers: CDPSession;
    let empty: Point;

    const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Point[]) =>
      fingers.send("Input.dispatchTouchEvent", { type, touchPoints });
    async function drag(from: Point, by: Point): Promise<void> {
      // Sent in a row: a finger that rests first opens a menu.
      const parts = [1, 2, 3, 4, 5, 6].map((part) => ({
        x: from.x + (by.x * part) / 6,
        y: from.y + (by.y * part) / 6,
      }));
      const moves = [touch("touchStart", [from]), ...parts.map((point) => touch("touchMove", [point]))];
      await Promise.all(moves);
      await touch("touchEnd", []);
    }

    test.beforeAll(async ({ browser }) => {
      const context = await browser.newContext({ hasTouch: true, viewport: { width: 1024, height: 768 } });
      page = await context.newPage();
      fingers = await context.newCDPSession(page);
      await signIn(page);
    });
    test.afterAll(async () => {
      await page.context().close();
    });
    test.beforeEach(async () => {
      await openBuilder(page, await createWorkflow("Touch"));
      const pane = await page.locator(".react-flow__pane").boundingBox();
      empty = { x: (pane?.x ?? 0) + EMPTY_SPOT.x, y: (pane?.y ?? 0) + EMPTY_SPOT.y };
    });

    test("one finger pans", async () => {
      const before = await view(page);
      await drag(empty, { x: 60, y: 90 });
      await expect.poll(async () => (await view(page)).y - before.y).toBeGreaterThan(60);
      expect((await view(page)).zoom).toBe(before.zoom);
    });

    test("two fingers zoom", async () => {
      const before = await view(page);
      const spread = (by: number): Point[] => [
        { x: empty.x, y: empty.y },
        { x: empty.x + 80 + by, y: empty.y },
      ];
      await touch("touchStart", spread(0));
      for (let by = 20; by <= 120; by += 20) await touch("touchMove", spread(by));
      await touch("touchEnd", []);
      await expect.poll(async () => (await view(page)).zoom / before.zoom).toBeGreaterThan(1.5);
    });

    test("a tap selects and opens the form; a tap beside it closes it", async () => {
      const at = await middleOf(card(page, "Tell the CRM"));
      await page.touchscreen.tap(at.x, at.y);
      await expect(page.locator('[data-node-id="http"]')).toHaveAttribute("data-selected");
      await expect(page.getByRole("complementary", { name: "Step" })).toContainText("Tell the CRM");
      await page.touchscreen.tap(empty.x, empty.y);
      await expect(page.locator('[data-node-id="http"]')).not.toHaveAttribute("data-selected");
    });

    test("a drag moves a step as one change", async () => {
      await drag(await middleOf(card(page, "Tell the CRM")), { x: 0, y: 90 });
      await expect(page.getByRole("button", { name: "Undo move Tell the CRM" })).toBeEnabled();
      await expect(page.getByRole("menu")).toHaveCount(0);
    });

    test("a finger that rests opens the menu of what is under it, and lifting it does nothing", async () => {
      await touch("touchStart", [await middleOf(card(page, "Tell the CRM"))]);
      const duplicate = page.getByRole("menuitem", { name: "Duplicate" });
      await expect(duplicate).toBeVisible();
      await touch("touchEnd", []);
      await expect(duplicate).toBeVisible();
      const at = await middleOf(duplicate);
      await page.touchscreen.tap(at.x, at.y);
      await expect(card(page, "Tell the CRM")).toHaveCount(2);
      await touch("touchStart", [empty]);
      await expect(page.getByRole("menuitem", { name: "Paste" })).toBeVisible();
      await touch("touchEnd", []);
    });
  });
