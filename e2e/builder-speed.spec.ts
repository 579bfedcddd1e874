/** What opening the builder costs. Timings are printed and never fail; bytes are the same everywhere, so they may. */
import { gzipSync } from "node:zlib";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { generatedWorkflow } from "../lib/graph/generated-workflow.test-support";
import { cards, createWorkflow, openBuilder, pageAtRest, signIn } from "./builder-page";

const BUDGET_BYTES = 350_000;

/** Cards beyond the edge of the canvas are there, too, but cannot be clicked. */
const filterInSight = (page: Page) =>
  page.evaluate(() => {
    const filters = [...document.querySelectorAll<HTMLElement>('.wf-card[data-node-type="flow.filter"]')];
    const found = filters.find((element) => {
      const { left, top } = element.getBoundingClientRect();
      return left > 200 && top > 200 && left < innerWidth - 400 && top < innerHeight - 300;
    });
    return found?.dataset.nodeId ?? "";
  });

const LETTERS = "abcdefghijabcdefghijabcdefghij";

/** How long letters typed into the field take until they are painted, in ms, from the key's own time to after its frame, the shortest first. */
async function msToPaint(page: Page, field: Locator): Promise<number[]> {
  await field.click();
  await pageAtRest(page);
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const onKey = ({ timeStamp }: KeyboardEvent) =>
      requestAnimationFrame(() => {
        const afterFrame = new MessageChannel();
        afterFrame.port1.onmessage = () => times.push(performance.now() - timeStamp);
        afterFrame.port2.postMessage(null);
      });
    addEventListener("keydown", onKey, true);
  });
  await field.pressSequentially(LETTERS, { delay: 100 });
  const timesOf = () => page.evaluate(() => (window as unknown as { times: number[] }).times);
  await expect.poll(async () => (await timesOf()).length).toBe(LETTERS.length);
  return (await timesOf()).sort((a, b) => a - b);
}

test.describe
  .serial("speed", () => {
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await signIn(page);
    });
    test.afterAll(async () => {
      await page.close();
    });

    test(`the editor's first load is at most ${BUDGET_BYTES / 1000} kB of JavaScript, gzipped`, async () => {
      const at = `${process.env.E2E_URL}/workflows/${await createWorkflow("Budget")}`;
      const html = await (await page.request.get(at)).text();
      const scripts = [...html.matchAll(/<script[^>]* src="([^"]+\.js[^"]*)"[^>]*>/g)];
      // Browsers that know modules, all of ours, do not fetch the others.
      const used = scripts.filter(([tag]) => !/nomodule/i.test(tag));
      const paths = new Set(used.map(([, path]) => path));
      let total = 0;
      for (const path of paths)
        total += gzipSync(await (await page.request.get(new URL(path ?? "", at).href)).body()).length;
      console.log(`editor: ${(total / 1000).toFixed(0)} kB of JavaScript in ${paths.size} files, gzipped`);
      expect(paths.size).toBeGreaterThan(0);
      expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
    });

    for (const count of [200, 500])
      test(`${count} steps open, and a card is drawn again only for its own change`, async () => {
        const id = await createWorkflow(`${count} steps`, generatedWorkflow(count));
        const startedAt = Date.now();
        await openBuilder(page, id);
        await expect(cards(page).first()).toBeVisible();
        console.log(`${count} steps: the first cards are there after ${Date.now() - startedAt} ms`);
        await expect(page.locator(".wf-minimap")).toBeVisible();
        const stepId = await filterInSight(page);
        await page.locator(`[data-node-id="${stepId}"]`).click({ position: { x: 20, y: 6 } });
        const panel = page.getByRole("complementary", { name: "Step" });
        const value = panel.getByRole("textbox", { name: "Value" });
        const times = await msToPaint(page, value);
        const [middle, high] = [0.5, 0.95].map((part) => times[Math.floor(times.length * part)]?.toFixed(0));
        console.log(`${count} steps: a letter is painted after ${middle} ms, p95 ${high} ms`);
        await expect(value).toContainText(LETTERS);
        await page.evaluate(() => {
          const drawn = new Set<string>();
          Object.assign(window, { drawn });
          new MutationObserver((records) => {
            for (const { target } of records) {
              const element = target instanceof Element ? target : target.parentElement;
              const step = element?.closest(".wf-card")?.getAttribute("data-node-id");
              if (step) drawn.add(step);
            }
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        });
        await value.fill("/p1-changed");
        await expect(page.locator(`[data-node-id="${stepId}"]`)).toContainText("/p1-changed");
        expect(await page.evaluate(() => [...(window as unknown as { drawn: Set<string> }).drawn])).toEqual([
          stepId,
        ]);
      });
  });
