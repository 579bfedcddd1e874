/** Editing on the canvas: selecting, arranging, wiring, notes, find and replace; each can be taken back. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import example from "../examples/pricing-follow-up.json" with { type: "json" };
import {
  bringInSight,
  card,
  cards,
  createWorkflow,
  EMPTY_SPOT,
  emptyWorkflow,
  node,
  nothingToUndo,
  openBuilder,
  pane,
  saved,
  signIn,
  wires,
} from "./builder-page";
import { API_KEY } from "./start-product";

const HEAD = { position: { x: 60, y: 15 } };
const undo = (page: Page, what: string) => page.getByRole("button", { name: `Undo ${what}`, exact: true });
const form = (page: Page) => page.getByRole("complementary", { name: "Step", exact: true });
const bar = (page: Page) => page.getByRole("toolbar", { name: /selected$/ });

/** Where the document has a step, whatever the view. */
async function positionOf(step: Locator): Promise<{ x: number; y: number }> {
  const style = (await step.getAttribute("style")) ?? "";
  const [, x, y] = /translate\((-?[\d.]+)px, ?(-?[\d.]+)px\)/.exec(style) ?? [];
  return { x: Number(x), y: Number(y) };
}

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (box === null) throw new Error("Not on the page.");
  return box;
}

test.describe
  .serial("canvas", () => {
    let page: Page;

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await signIn(page);
    });
    test.afterAll(async () => {
      await page.close();
    });
    test.beforeEach(async () => {
      await openBuilder(page, await createWorkflow("Canvas"));
      await expect(cards(page)).toHaveCount(4);
    });

    test("several steps are selected with Shift, moved by key as one change and aligned", async () => {
      await card(page, "Pricing links only").click({ ...HEAD, modifiers: ["Shift"] });
      // Who gathers steps wants none of their forms.
      await expect(card(page, "Pricing links only")).toHaveClass(/selected/);
      await expect(form(page)).toHaveCount(0);
      await bringInSight(page, card(page, "Tell the CRM"));
      await card(page, "Tell the CRM").click({ ...HEAD, modifiers: ["Shift"] });
      await expect(bar(page)).toContainText("2 selected");
      await card(page, "Tell the CRM").focus();
      await page.keyboard.press("Alt+ArrowDown");
      await expect(undo(page, "move 2 steps")).toBeEnabled();
      expect((await positionOf(card(page, "Pricing links only"))).y).toBe(16);
      await undo(page, "move 2 steps").click();
      expect((await positionOf(card(page, "Pricing links only"))).y).toBe(0);

      await bar(page).getByRole("button", { name: "Align left" }).click();
      await expect(undo(page, "align 2 steps")).toBeEnabled();
      expect((await positionOf(card(page, "Tell the CRM"))).x).toBe(360);
      await undo(page, "align 2 steps").click();
      expect((await positionOf(card(page, "Tell the CRM"))).x).toBe(1080);
    });

    test("a box selects, and Delete takes what it selected", async () => {
      const [first, last] = [await boxOf(card(page, "Branch")), await boxOf(card(page, "Tell the CRM"))];
      await page.keyboard.down("Shift");
      await page.mouse.move(first.x - 10, first.y - 60);
      await page.mouse.down();
      await page.mouse.move(last.x + last.width + 10, last.y + last.height + 60, { steps: 4 });
      await page.mouse.up();
      await page.keyboard.up("Shift");
      await expect(bar(page)).toContainText("2 selected");
      await page.keyboard.press("Delete");
      await expect(cards(page)).toHaveCount(2);
      await expect(wires(page)).toHaveCount(1);
      await undo(page, "delete 2 steps").click();
      await expect(cards(page)).toHaveCount(4);
      await expect(wires(page)).toHaveCount(3);
    });

    test("a drag is one change and meets its neighbors' lines", async () => {
      const from = await boxOf(card(page, "Tell the CRM"));
      await page.mouse.move(from.x + 60, from.y + 15);
      await page.mouse.down();
      // A drag counts from where it was noticed to be one.
      await page.mouse.move(from.x + 60, from.y + 19);
      await page.mouse.move(from.x + 70, from.y + 120, { steps: 3 });
      await page.mouse.move(from.x + 62, from.y + 18, { steps: 3 });
      await expect(page.locator('.wf-guide[data-axis="y"]')).toBeVisible();
      await page.mouse.move(from.x + 60, from.y + 200, { steps: 3 });
      await page.mouse.up();
      await expect(page.locator(".wf-guide")).toHaveCount(0);
      await undo(page, "move Tell the CRM").click();
      await nothingToUndo(page);
      expect(await positionOf(card(page, "Tell the CRM"))).toEqual({ x: 1080, y: 0 });
    });

    test("a wire dropped on empty space asks for the step that follows", async () => {
      const handle = await boxOf(page.getByLabel("Out of Branch by Otherwise"));
      await page.mouse.move(handle.x + 5, handle.y + 5);
      await page.mouse.down();
      await page.mouse.move(handle.x + 60, handle.y + 160, { steps: 5 });
      await page.mouse.up();
      await expect(page.getByRole("dialog", { name: "Add a step here" })).toContainText("After Branch");
      await expect(page.getByRole("option", { name: "Email Link Clicked" })).toHaveCount(0);
      await page.getByRole("combobox", { name: "Search steps" }).fill("wait");
      await page.keyboard.press("Enter");
      await expect(card(page, "Delay")).toBeVisible();
      await expect(wires(page)).toHaveCount(4);
      await undo(page, "add Delay").click();
      await expect(wires(page)).toHaveCount(3);
    });

    test("a step dragged onto a wire stands on it", async () => {
      await page.keyboard.press("n");
      await page.getByRole("combobox", { name: "Search steps" }).fill("wait");
      await page
        .getByRole("option", { name: "Delay", exact: true })
        .dragTo(page.locator('[data-edge-id="trigger-filter"]'));
      await expect(cards(page)).toHaveCount(5);
      await expect(wires(page)).toHaveCount(4);
    });

    test("tidying up works beside the page and is one change", async () => {
      await card(page, "Tell the CRM").focus();
      for (let step = 0; step < 5; step++) await page.keyboard.press("Alt+ArrowUp");
      await expect(undo(page, "move Tell the CRM")).toBeEnabled();
      await page.keyboard.press("Shift+T");
      await expect(undo(page, "tidy up")).toBeEnabled();
      const tops = [];
      for (const name of ["Email Link Clicked", "Branch", "Tell the CRM"])
        tops.push((await positionOf(card(page, name))).y);
      expect(new Set(tops).size).toBe(1);
      await undo(page, "tidy up").click();
      expect((await positionOf(card(page, "Tell the CRM"))).y).toBe(-80);
    });

    test("tidying up takes a note along with the step that it stands above", async () => {
      const { document } = example;
      const nodes = document.nodes.map((node) =>
        node.id === "http" ? { ...node, position: { x: 1600, y: 400 } } : node,
      );
      const note = {
        id: "why",
        text: "Agreed with sales",
        position: { x: 1600, y: 272 },
        size: { width: 256, height: 96 },
      };
      await openBuilder(page, await createWorkflow("Notes", { ...document, nodes, notes: [note] }));
      await card(page, "Tell the CRM").focus();
      await page.keyboard.press("Shift+T");
      await expect(undo(page, "tidy up")).toBeEnabled();
      const step = await positionOf(card(page, "Tell the CRM"));
      expect(step.x).toBeLessThan(1600);
      const beside = page.locator('.react-flow__node-note[data-id="why"]');
      expect(await positionOf(beside)).toEqual({ x: step.x, y: step.y - 128 });
      await undo(page, "tidy up").click();
      expect(await positionOf(beside)).toEqual({ x: 1600, y: 272 });
    });

    test("an older version is shown without anything to edit it with", async () => {
      const id = await createWorkflow("Published");
      const published = await page.request.post(`${process.env.E2E_URL}/api/v1/workflows/${id}/publish`, {
        headers: { authorization: `Bearer ${API_KEY}` },
        data: {},
      });
      expect(published.status()).toBe(200);
      await openBuilder(page, id);
      await page.getByRole("button", { name: "Versions" }).click();
      await page.getByRole("button", { name: /^v1/ }).click();
      const canvas = page.getByTestId("workflow-canvas");
      await expect(canvas).toHaveAttribute("data-mode", "view");
      await expect(
        canvas.locator(".wf-plus, .wf-open, .wf-toolbar, .wf-error-way:not([data-wired])"),
      ).toHaveCount(0);
      await expect(canvas.locator(".react-flow__handle.connectable")).toHaveCount(0);
      await card(page, "Tell the CRM").click({ button: "right" });
      await expect(page.getByRole("menu")).toHaveCount(0);
    });

    test("the workflow turns from top to bottom as one change, and grows downwards", async () => {
      await pane(page).click({ button: "right", position: EMPTY_SPOT });
      await page.getByRole("menuitem", { name: "Lay out from top to bottom" }).click();
      await expect(undo(page, "lay out from top to bottom")).toBeEnabled();
      const [trigger, filter] = [
        await positionOf(card(page, "Email Link Clicked")),
        await positionOf(card(page, "Pricing links only")),
      ];
      expect(filter.x).toBe(trigger.x);
      expect(filter.y).toBeGreaterThan(trigger.y);
      await expect(wires(page)).toHaveCount(3);
      await card(page, "Tell the CRM").focus();
      await page.keyboard.press("a");
      await page.getByRole("combobox", { name: "Search steps" }).fill("wait");
      await page.keyboard.press("Enter");
      const last = await positionOf(card(page, "Tell the CRM"));
      const added = await positionOf(card(page, "Delay"));
      expect(added).toEqual({ x: last.x, y: last.y + 208 });
      await undo(page, "add Delay").click();
      await undo(page, "lay out from top to bottom").click();
      expect(await positionOf(card(page, "Pricing links only"))).toEqual({ x: 360, y: 0 });
    });

    test("a note is written, colored, kept and taken back", async () => {
      await pane(page).click({ position: EMPTY_SPOT });
      await page.keyboard.press("Shift+N");
      await page.getByRole("textbox", { name: "Text of the note" }).fill("Agreed with sales");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Make it blue" }).click();
      await saved(page);
      await page.reload();
      const note = page.locator(".wf-sticky");
      await expect(note).toHaveText("Agreed with sales");
      await expect(note).toHaveAttribute("data-color", "blue");
      await note.click();
      await page.keyboard.press("Delete");
      await expect(note).toHaveCount(0);
      await undo(page, "delete a note").click();
      await expect(note).toHaveText("Agreed with sales");
    });

    test("find goes from place to place, and replaces everywhere as one change", async () => {
      await page.keyboard.press("Control+f");
      const find = page.getByRole("search", { name: "Find in this workflow" });
      await find.getByRole("textbox", { name: "Find" }).fill("pricing");
      await expect(find.getByRole("status")).toHaveText("1 of 3");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Enter");
      await expect(find.getByRole("status")).toHaveText("3 of 3");
      await expect(page.locator('[data-node-id="http"]')).toHaveAttribute("data-selected");
      await page.keyboard.press("Control+h");
      await find.getByRole("textbox", { name: "Replace by" }).fill("plans");
      await find.getByRole("button", { name: "Replace all" }).click();
      await expect(card(page, "plans links only")).toContainText("/plans");
      await expect(find.getByRole("status")).toHaveText("Nothing found");
      await undo(page, "replace “pricing” by “plans”").click();
      await expect(card(page, "Pricing links only")).toContainText("/pricing");
    });
  });

test("a tall workflow opens below the switch of views, on the server's page, too", async ({
  browser,
  page,
}) => {
  await signIn(page);
  const steps = Array.from({ length: 9 }, (_, row) => ({
    ...node(`s${row}`, row === 0 ? "customer-io.email-link-clicked" : "flow.delay", 0, {}),
    position: { x: 0, y: row * 160 },
  }));
  const edges = steps.slice(1).map(({ id }, row) => ({ id: `e${row}`, source: `s${row}`, target: id }));
  const id = await createWorkflow("Tall", { formatVersion: 1, direction: "down", nodes: steps, edges });
  const plain = await browser.newContext({
    storageState: await page.context().storageState(),
    viewport: { width: 1024, height: 768 },
    javaScriptEnabled: false,
  });
  const still = await plain.newPage();
  await still.goto(new URL(`/workflows/${id}`, page.url()).href);
  await page.setViewportSize({ width: 1024, height: 768 });
  await openBuilder(page, id);
  await expect(page.locator(".wf-canvas")).not.toHaveAttribute("data-opening");
  for (const shown of [still, page]) {
    const bar = await boxOf(shown.getByRole("navigation", { name: "View" }));
    const zoom = await boxOf(shown.getByRole("toolbar", { name: "Zoom" }));
    const last = await boxOf(cards(shown).last());
    expect((await boxOf(cards(shown).first())).y).toBeGreaterThan(bar.y + bar.height + 8);
    expect(last.y + last.height).toBeLessThan(zoom.y - 8);
  }
  await plain.close();
});

test("on a narrow window steps are dragged one after the other: the list and a step's form take turns", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await signIn(page);
  await openBuilder(page, await createWorkflow("Narrow", emptyWorkflow));
  const list = page.getByRole("complementary", { name: "Add a step" });
  const add = page.getByRole("button", { name: "Add a step", exact: true });
  const option = (name: string) => list.getByRole("option", { name, exact: true });
  await add.click();
  await option("Email Link Clicked").dragTo(pane(page));
  await list.getByRole("combobox").fill("delay");
  await option("Delay").dragTo(card(page, "Email Link Clicked"));
  await list.getByRole("combobox").fill("filter");
  await option("Filter").dragTo(page.locator("[data-edge-id]"));
  await expect(cards(page)).toHaveCount(3);
  await expect(wires(page)).toHaveCount(2);
  // What was dropped is in sight as a whole, whatever had to move.
  await expect(card(page, "Filter")).toBeInViewport({ ratio: 1 });
  await expect(form(page)).toBeHidden();
  await bringInSight(page, card(page, "Delay"));
  await card(page, "Delay").click(HEAD);
  await expect(form(page)).toBeVisible();
  await expect(list).toBeHidden();
  await add.click();
  await expect(list).toBeVisible();
  await expect(form(page)).toBeHidden();
});
