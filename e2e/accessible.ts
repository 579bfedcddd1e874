/** What every page and state has to fulfil: axe finds nothing serious, and every text has a contrast of 4.5 to 1. Light and dark. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Of WCAG 2, level AA, for text that is not large; the product's is not. */
const LEAST_CONTRAST = 4.5;

/**
 * "Elements must have their visible text as part of their accessible name" is for people who say what they see: the name of a row in a list or in
 * the outline is its title, in bold. What stands below it, and buttons in the row, describe it or are named by themselves.
 */
const isExcused = (rule: string, html: string) =>
  rule === "label-content-name-mismatch" && /^<div[^>]* role="(option|treeitem)"/.test(html);

export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    // Colors that are on their way would be measured half way.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))),
    );
    // Guards hand the focus on as soon as they have it. Legacy: without frames there is nothing to be put together in a page of axe's own.
    const axe = new AxeBuilder({ page }).exclude("[data-base-ui-focus-guard]").setLegacyMode();
    const { violations } = await axe.analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    const found = serious.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ html }) => !isExcused(id, html))
        .map(
          ({ target, failureSummary }) =>
            `${id} at ${target.join(" ")}: ${failureSummary?.split("\n").slice(1).join(" ").trim()}`,
        ),
    );
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
    expect.soft(await faintTexts(page), `contrast of ${what}, ${colorScheme}`).toEqual([]);
  }
}

/** Texts below the least contrast, with the contrast; also where axe is not sure, such as on the canvas. What is disabled may be faint. */
const faintTexts = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    type Color = [number, number, number, number];
    const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (brush === null) throw new Error("no canvas");
    brush.canvas.width = 1;
    brush.canvas.height = 1;
    const known = new Map<string, Color>();
    const read = (text: string): Color => {
      const before = known.get(text);
      if (before !== undefined) return before;
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = text;
      brush.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
      const color: Color = [red, green, blue, alpha / 255];
      known.set(text, color);
      return color;
    };
    const over = (top: Color, below: Color): Color => {
      const mix = (index: 0 | 1 | 2) => top[index] * top[3] + below[index] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const luminance = (color: Color) => {
      const part = (index: 0 | 1 | 2) => {
        const share = color[index] / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * part(0) + 0.7152 * part(1) + 0.0722 * part(2);
    };
    const contrast = (a: Color, b: Color) => {
      const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
      return (light + 0.05) / (dark + 0.05);
    };
    /** From the outermost in: grounds over each other, and what of the text is left by every opacity. */
    const colorsOf = (element: Element): { text: Color; ground: Color } | null => {
      const chain: Element[] = [];
      for (let at: Element | null = element; at !== null; at = at.parentElement) chain.unshift(at);
      let ground: Color = [255, 255, 255, 1];
      let opacity = 1;
      for (const one of chain) {
        const style = getComputedStyle(one);
        if (
          style.backgroundImage !== "none" &&
          one !== document.body &&
          !style.backgroundImage.includes("radial")
        )
          return null;
        const own = read(style.backgroundColor);
        opacity *= Number(style.opacity);
        ground = over([own[0], own[1], own[2], own[3] * opacity], ground);
      }
      const ink = read(getComputedStyle(element).color);
      return { text: over([ink[0], ink[1], ink[2], ink[3] * opacity], ground), ground };
    };
    const isShown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? "";
      if (element === null || text === "" || !isShown(element)) continue;
      if (
        element.closest(
          ":disabled, [aria-disabled=true], [data-disabled], script, style, .sr-only, [aria-hidden=true] kbd",
        )
      )
        continue;
      const box = element.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      const colors = colorsOf(element);
      if (colors === null) continue;
      const ratio = contrast(colors.text, colors.ground);
      if (ratio < least - 0.05)
        found.add(`${ratio.toFixed(2)} "${text.slice(0, 40)}" in ${element.className}`);
    }
    return [...found];
  }, LEAST_CONTRAST);
