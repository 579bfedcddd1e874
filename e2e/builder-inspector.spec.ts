/** The step's panel: its width, its tabs, and the kinds of inputs that real integrations have. */
import { expect, type Page, test } from "@playwright/test";
import { bringInSight, card, createWorkflow, openBuilder, saved, signIn } from "./builder-page";
import { API_KEY } from "./start-product";

const panel = (page: Page) => page.getByRole("complementary", { name: "Step" });
const edge = (page: Page) => page.getByRole("separator", { name: "Width of the panel Step" });
const tab = (page: Page, name: string) => panel(page).getByRole("tab", { name });
const widthOf = async (page: Page) => Math.round((await panel(page).boundingBox())?.width ?? 0);
const picker = (page: Page) => page.getByRole("dialog", { name: "Pick a field" });

const node = (id: string, type: string, x: number, more: object = {}) => ({
  id,
  type,
  config: {},
  position: { x, y: 0 },
  ...more,
});
const steps = (connectionId: string) => ({
  formatVersion: 1,
  nodes: [
    node("trigger", "customer-io.email-link-clicked", 0),
    node("ask", "http.request", 360, { name: "Ask the CRM", config: { url: "https://example.com" } }),
    node("tell", "slack.post-message", 720, { name: "Tell sales", connectionId }),
  ],
  edges: [
    { id: "e1", source: "trigger", target: "ask" },
    { id: "e2", source: "ask", target: "tell" },
  ],
});

async function slackConnection(botToken: string): Promise<string> {
  const answer = await fetch(`${process.env.E2E_URL}/api/v1/connections`, {
    method: "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({
      integrationId: "slack",
      name: `Slack ${botToken}`,
      values: { botToken, apiUrl: `${process.env.E2E_RECEIVER}/slack` },
    }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { id: string }).id;
}

test.describe
  .serial("the step's panel", () => {
    let page: Page;
    let good = "";

    test.beforeAll(async ({ browser }) => {
      page = await browser.newPage();
      await signIn(page);
      good = await slackConnection("xoxb-good");
      const bad = await slackConnection("xoxb-bad");
      await openBuilder(page, await createWorkflow("Panel", steps(bad)));
      await card(page, "Ask the CRM").click();
      await expect(panel(page)).toBeVisible();
    });
    test.afterAll(async () => {
      await page.close();
    });

    test("is as wide as it was dragged, within bounds, and the step stays in sight", async () => {
      expect(await widthOf(page)).toBe(400);
      const box = await edge(page).boundingBox();
      await page.mouse.move((box?.x ?? 0) + 5, 400);
      await page.mouse.down();
      await page.mouse.move(200, 400, { steps: 5 });
      await page.mouse.up();
      await expect.poll(() => widthOf(page)).toBe(640);
      await expect(edge(page)).toHaveAttribute("aria-valuenow", "640");
      const canvas = page.getByTestId("workflow-canvas");
      await expect
        .poll(async () => {
          const [step, room] = await Promise.all([
            card(page, "Ask the CRM").boundingBox(),
            canvas.boundingBox(),
          ]);
          return (
            step !== null && room !== null && step.x >= room.x && step.x + step.width <= room.x + room.width
          );
        })
        .toBe(true);
    });

    test("takes its width from the keys, remembers it, and goes back by a double click", async () => {
      await edge(page).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      expect(await widthOf(page)).toBe(608);
      await page.keyboard.press("Home");
      expect(await widthOf(page)).toBe(360);
      await page.keyboard.press("ArrowLeft");
      expect(await widthOf(page)).toBe(376);
      await page.reload();
      await card(page, "Ask the CRM").click();
      await expect.poll(() => widthOf(page)).toBe(376);
      await edge(page).dblclick();
      await expect.poll(() => widthOf(page)).toBe(400);
    });

    test("shows fields only while they count, and takes a field where a value of one's own is", async () => {
      await expect(panel(page).getByText("JSON body")).toBeVisible();
      await panel(page).getByRole("combobox", { name: "Body" }).selectOption({ label: "Text" });
      await expect(panel(page).getByText("JSON body")).toBeHidden();
      await expect(panel(page).getByRole("textbox", { name: "Text body" })).toBeVisible();
      await panel(page).getByText("Advanced").click();
      await panel(page).getByRole("textbox", { name: "Timeout in seconds" }).fill("soon");
      await expect(panel(page).getByRole("alert")).toContainText(/Timeout in seconds of .* is no number/);
      await panel(page).getByRole("button", { name: "Use a field for Timeout in seconds" }).click();
      await picker(page).getByRole("option", { name: "Link id", exact: true }).click();
      await expect(panel(page).getByRole("alert")).toBeHidden();
      await expect(panel(page).locator("[data-field=timeoutSeconds] .in-pill")).toContainText("Link id");
      await saved(page);
    });

    test("has input and output as trees, and puts a field of the input into an input", async () => {
      await tab(page, "Setup").focus();
      await page.keyboard.press("ArrowRight");
      await expect(tab(page, "Data")).toHaveAttribute("aria-selected", "true");
      const input = panel(page).getByRole("listbox", { name: "Input" });
      await expect(panel(page).getByRole("listbox", { name: "Output" })).toContainText("Status");
      await input.focus();
      await page.keyboard.press("ArrowDown");
      await input.getByRole("option", { name: "Subject", exact: true }).click();
      await panel(page).getByRole("button", { name: "Put into…" }).click();
      await page.getByRole("menuitem", { name: "Text body" }).click();
      await expect(tab(page, "Setup")).toHaveAttribute("aria-selected", "true");
      await expect(panel(page).getByRole("textbox", { name: "Text body" })).toContainText("Subject");
    });

    test("lets a field be dragged from Data over the tab of Setup into an input", async () => {
      await tab(page, "Data").click();
      const row = panel(page)
        .getByRole("listbox", { name: "Input" })
        .getByRole("option", { name: "Link", exact: true });
      await row.hover();
      await page.mouse.down();
      await tab(page, "Setup").hover();
      await tab(page, "Setup").hover();
      const url = panel(page).getByRole("textbox", { name: "URL" });
      await expect(url).toBeVisible();
      await url.hover();
      await url.hover();
      await page.mouse.up();
      await expect(url.locator(".in-pill")).toHaveCount(1);
    });

    test("says why a service gives no list, tries again, and lists what there is", async () => {
      await bringInSight(page, card(page, "Tell sales"));
      await card(page, "Tell sales").click();
      const channel = panel(page).getByRole("button", { name: /^Channel:/ });
      await channel.click();
      const list = page.getByRole("dialog", { name: "Choose Channel" });
      await expect(list.getByRole("alert")).toContainText("The bot token is not valid");
      await list.getByRole("button", { name: "Try again" }).click();
      await expect(list.getByRole("alert")).toContainText("The bot token is not valid");
      await list.getByRole("combobox", { name: "Search Channel" }).fill("#by-hand");
      await page.keyboard.press("Enter");
      await expect(channel).toContainText("#by-hand");

      await panel(page).getByRole("combobox", { name: "Slack connection" }).selectOption(good);
      await channel.click();
      await expect(list.getByRole("option")).toHaveText(["#marketing", "#sales", "#support", "None"]);
      await list.getByRole("combobox", { name: "Search Channel" }).fill("sal");
      await page.keyboard.press("Enter");
      await expect(channel).toContainText("#sales");
      await expect(card(page, "Tell sales")).toContainText("#sales");
    });
  });
