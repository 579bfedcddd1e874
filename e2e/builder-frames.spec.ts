/** How evenly large workflows move under the pointer. Frame rates are printed and never fail: what was asked to move must have moved. */
import { setTimeout } from "node:timers/promises";
import { expect, type Page, test } from "@playwright/test";
import { generatedWorkflow } from "../lib/graph/generated-workflow.test-support";
import { cards, createWorkflow, openBuilder, signIn } from "./builder-page";

const SECONDS = 2;
const MIDDLE = { x: 720, y: 450 };

/** Viewport coordinates: empty canvas, or the head of a card well within its edges, where its toolbar does not reach; both near the middle. */
const spotOn = (page: Page, what: "pane" | "card") =>
  page.evaluate(
    ({ wanted, middle }) => {
      const found = (x: number, y: number) => {
        const element = document.elementFromPoint(x, y);
        if (wanted === "pane") return element?.classList.contains("react-flow__pane") ? { x, y } : null;
        const box = element?.closest(".wf-head")?.getBoundingClientRect();
        return box === undefined ? null : { x: box.left + 80, y: box.top + 20 };
      };
      for (let ring = 0; ring < 80; ring++)
        for (let turn = 0; turn < 16; turn++) {
          const angle = (turn * Math.PI) / 8;
          const spot = found(
            Math.round(middle.x + ring * 8 * Math.cos(angle)),
            Math.round(middle.y + ring * 8 * Math.sin(angle)),
          );
          if (spot !== null) return spot;
        }
      throw new Error(`There is no ${wanted} near the middle.`);
    },
    { wanted: what, middle: MIDDLE },
  );

/** Presses at `from`, moves in curves for SECONDS and lets go; the frames that the page painted meanwhile. */
async function framesWhileDragging(page: Page, from: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.evaluate(() => {
    const frames: number[] = [];
    const note = (at: number) => {
      frames.push(at);
      if (document.documentElement.dataset.measuring !== undefined) requestAnimationFrame(note);
    };
    document.documentElement.dataset.measuring = "";
    Object.assign(window, { frames });
    requestAnimationFrame(note);
  });
  await moveInCurves(page, from);
  const gaps = await page.evaluate(() => {
    delete document.documentElement.dataset.measuring;
    const { frames } = window as unknown as { frames: number[] };
    return frames.slice(1).map((at, index) => at - (frames[index] ?? at));
  });
  await page.mouse.up();
  gaps.sort((a, b) => a - b);
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return { perSecond: (1000 * gaps.length) / total, p95: gaps[Math.floor(gaps.length * 0.95)] ?? 0 };
}

/** A move for every frame, as a mouse sends them, whether the page has followed the one before or not; at the most two are on their way. */
async function moveInCurves(page: Page, from: { x: number; y: number }): Promise<void> {
  const startedAt = performance.now();
  const under = new Set<Promise<void>>();
  for (let at = 0; at < SECONDS; at = (performance.now() - startedAt) / 1000) {
    if (under.size < 2) {
      const move = page.mouse.move(from.x + 260 * Math.sin(at * 2.2), from.y + 160 * Math.sin(at * 1.7));
      under.add(move);
      void move.finally(() => under.delete(move));
    }
    await setTimeout(16);
  }
  await Promise.all(under);
  // However few there were, it ends elsewhere.
  await page.mouse.move(from.x + 40, from.y + 30);
}

const viewOf = (page: Page) => page.locator(".react-flow__viewport").getAttribute("style");

test.describe
  .serial("frames", () => {
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await signIn(page);
    });
    test.afterAll(async () => {
      await page.close();
    });

    for (const count of [200, 500])
      test(`${count} steps pan, and one of them is dragged`, async () => {
        await openBuilder(page, await createWorkflow(`${count} steps`, generatedWorkflow(count)));
        await expect(cards(page).first()).toBeVisible();
        const measure = async (what: string, from: { x: number; y: number }) => {
          const { perSecond, p95 } = await framesWhileDragging(page, from);
          console.log(`${count} steps, ${what}: ${perSecond.toFixed(1)} fps, p95 ${p95.toFixed(1)} ms`);
        };
        const all = await viewOf(page);
        await measure("all in view, panned", await spotOn(page, "pane"));
        expect(await viewOf(page)).not.toBe(all);

        await page.keyboard.press("1");
        await page.keyboard.press("0");
        await expect(page.locator(".react-flow__viewport")).toHaveAttribute("style", /scale\(1\)/);
        const near = await viewOf(page);
        await measure("at 100 %, panned", await spotOn(page, "pane"));
        expect(await viewOf(page)).not.toBe(near);
        const at = await spotOn(page, "card");
        const id = await page.evaluate(
          ({ x, y }) =>
            document.elementFromPoint(x, y)?.closest("[data-node-id]")?.getAttribute("data-node-id") ?? "",
          at,
        );
        const before = await page.locator(`.react-flow__node[data-id="${id}"]`).getAttribute("style");
        await measure("at 100 %, a step dragged", at);
        await expect(page.locator(`.react-flow__node[data-id="${id}"]`)).not.toHaveAttribute(
          "style",
          before ?? "",
        );
      });
  });
