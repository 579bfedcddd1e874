/** What a journey without a pointer has: keys, what the page shows, and a watch over both. */
import { expect, type Locator, type Page } from "@playwright/test";

const USED = "pointer-used";

/** From the next page on whatever a pointer does is kept; a button that is pressed by key has a click, too, but without a pointer's count. */
export async function watchPointer(page: Page): Promise<void> {
  await page.addInitScript((key) => {
    const keep = (event: Event) => {
      const isByKey = event instanceof MouseEvent && event.type === "click" && event.detail === 0;
      if (event.isTrusted && isByKey) return;
      const target = (event.target as Element | null)?.outerHTML?.slice(0, 80);
      const kept = `${sessionStorage.getItem(key) ?? ""}${event.type} on ${target}\n`;
      sessionStorage.setItem(key, kept);
    };
    for (const type of ["pointerdown", "mousedown", "touchstart", "click", "dblclick", "contextmenu"])
      addEventListener(type, keep, { capture: true });
  }, USED);
}

export async function expectNoPointer(page: Page): Promise<void> {
  expect(await page.evaluate((key) => sessionStorage.getItem(key), USED)).toBeNull();
}

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "nothing";
    const name = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
    return `${element.tagName.toLowerCase()} "${name.slice(0, 40)}"`;
  });

/** The next control is a few stops away, else it is too far for anybody. */
const FEW = 8;

interface Way {
  key?: "Tab" | "Shift+Tab";
  most?: number;
}

/** With Tab to the target, which then shows that it has the focus. */
export async function tabTo(
  page: Page,
  target: Locator,
  { key = "Tab", most = FEW }: Way = {},
): Promise<void> {
  await expect(target).toBeVisible();
  const passed: string[] = [];
  while (!(await isFocused(target))) {
    expect(passed.length, `${target} is too far: ${passed.join(", ")}`).toBeLessThan(most);
    await page.keyboard.press(key);
    passed.push(await focused(page));
  }
  await expectSeen(target);
}

/** The focus is where one is led to, and can be seen there. */
export async function expectFocus(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expectSeen(target);
}

/** A ring or an outline around it, or around what it is a part of. */
async function expectSeen(target: Locator): Promise<void> {
  const seen = () =>
    target.evaluate((element) => {
      const hasRing = (one: Element | null) => {
        if (one === null) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
      };
      const isCaret = element.matches(
        "input:not([type=radio], [type=checkbox]), textarea, [contenteditable]",
      );
      const { top, bottom, left, right } = element.getBoundingClientRect();
      const isInWindow = top < innerHeight && bottom > 0 && left < innerWidth && right > 0;
      return element.matches(":focus-visible") && isInWindow && (isCaret || hasRing(element));
    });
  await expect.poll(seen, { message: `the focus on ${target} can be seen` }).toBe(true);
}

/** By the arrows: letters belong to one word only while they come quickly. */
export async function chooseByArrows(page: Page, list: Locator, label: string): Promise<void> {
  const chosen = list.locator("option:checked");
  const labels = await list.locator("option").allTextContents();
  const way = labels.indexOf(label) - labels.indexOf((await chosen.textContent()) ?? "");
  for (let pressed = 0; pressed < Math.abs(way); pressed++)
    await page.keyboard.press(way > 0 ? "ArrowDown" : "ArrowUp");
  await expect(chosen).toHaveText(label);
}
