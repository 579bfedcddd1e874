/** What the builder's journeys share: a signed-in page, workflows made by the API, and where things are on it. */
import { type Cookie, expect, type Locator, type Page } from "@playwright/test";
import example from "../examples/pricing-follow-up.json" with { type: "json" };
import { API_KEY } from "./start-product";

const url = () => process.env.E2E_URL ?? "";

/** The owner's, once somebody has signed in: signing in again and again is held up, as guessing a password is. */
let session: Cookie[] = [];

/** As the owner, whose password the journey of main-job has set. */
export async function signIn(page: Page): Promise<void> {
  await page.context().addCookies(session);
  await page.goto(`${url()}/workflows`);
  if (page.url().includes("/sign-in")) {
    await page.getByLabel("E-mail").fill("owner@example.com");
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("button", { name: "Sign in" }).click();
  }
  await expect(page).toHaveURL(/\/workflows$/);
  session = await page.context().cookies();
}

/** A workflow of trigger, filter, branch and request; or empty. */
export async function createWorkflow(name: string, document: object = example.document): Promise<string> {
  const answer = await fetch(`${url()}/api/v1/workflows`, {
    method: "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ name, document }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { id: string }).id;
}

/** A step of a workflow's document, in the row of those that are beside each other. */
export const node = (id: string, type: string, x: number, config: object, name?: string) => ({
  id,
  type,
  config,
  position: { x, y: 0 },
  ...(name === undefined ? {} : { name }),
});

export const emptyWorkflow = { formatVersion: 1, nodes: [], edges: [] };

/** Ready when the keys work: the canvas is there with its view, and the page is hydrated. */
export async function openBuilder(page: Page, id: string): Promise<void> {
  await page.goto(`${url()}/workflows/${id}`);
  await expect(page.getByTestId("workflow-canvas")).toBeVisible();
  // Until then the style sheet shows the view that the canvas is about to have.
  await expect(page.locator(".wf-canvas")).not.toHaveAttribute("data-opening");
  await expect(page.locator(".bd-app")).not.toHaveAttribute("aria-busy");
}

const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });

/** The canvas does not scroll: what an open panel has pushed out of it comes back by *Fit*, as it does for people. */
export async function bringInSight(page: Page, element: Locator): Promise<void> {
  const [inner, outer] = await Promise.all(
    [element, page.locator(".wf-canvas")].map((one) => one.boundingBox()),
  );
  const isIn = inner && outer && inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width;
  if (!isIn) await page.getByRole("button", { name: "Fit", exact: true }).click();
}

/** Its form, with all that belongs to it, is there; from here on no network is needed. */
export async function openStep(page: Page, name: string): Promise<void> {
  await bringInSight(page, card(page, name));
  await card(page, name).click({ position: { x: 60, y: 15 } });
  await expect(panel(page).getByRole("button", { name: `Rename ${name}` })).toBeVisible();
}

export async function renameStep(page: Page, from: string, to: string): Promise<void> {
  await openStep(page, from);
  await panel(page)
    .getByRole("button", { name: `Rename ${from}` })
    .click();
  await page.getByRole("textbox", { name: "Step name" }).fill(to);
  await page.keyboard.press("Enter");
}

export const card = (page: Page, text: string) => page.locator(".react-flow__node").filter({ hasText: text });
export const cards = (page: Page) => page.locator(".react-flow__node-card");
export const wires = (page: Page) => page.locator(".react-flow__edge");
export const saved = (page: Page) => expect(page.getByTestId("save-state")).toHaveText("Saved");

/** The empty part of the canvas, top left under the switch of views. */
export const EMPTY_SPOT = { x: 120, y: 80 };
export const pane = (page: Page) => page.locator(".react-flow__pane");

/** Beside the zoom; a toast may say Undo, too. */
export const nothingToUndo = (page: Page) =>
  expect(
    page.getByRole("toolbar", { name: "History" }).getByRole("button", { name: "Undo", exact: true }),
  ).toBeDisabled();

/** Not while it still moves to where a command has it: a press would miss. */
export const canvasAtRest = (page: Page) =>
  page.locator(".react-flow__viewport").evaluate(
    (viewport) =>
      new Promise<void>((resolve) => {
        let before = "";
        let frames = 0;
        const look = () => {
          const now = (viewport as HTMLElement).style.transform;
          frames = now === before ? frames + 1 : 0;
          before = now;
          if (frames < 10) requestAnimationFrame(look);
          else resolve();
        };
        look();
      }),
  );

/** The browser has nothing left to do: keys that come while a page is still put together may meet an editor that has no caret yet. */
export const pageAtRest = (page: Page) =>
  page.evaluate(async () => {
    for (let turn = 0; turn < 5; turn++) {
      await new Promise((resolve) => requestIdleCallback(resolve));
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
