/** Who may only look sees everything of a workflow, and nothing to change it with. */
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { bringInSight, card, cards, createWorkflow, openBuilder } from "./builder-page";
import { signInAsVera } from "./second-person";
import { API_KEY } from "./start-product";

test.describe
  .serial("a viewer", () => {
    let page: Page;
    let workflowId: string;
    const sent: string[] = [];
    const panel = () => page.getByRole("complementary", { name: "Step" });
    const draft = async () => {
      const answer = await fetch(`${process.env.E2E_URL}/api/v1/workflows/${workflowId}`, {
        headers: { authorization: `Bearer ${API_KEY}` },
      });
      return (await answer.json()) as { draft: object; revision: number };
    };

    test.beforeAll(async ({ browser }) => {
      page = await signInAsVera(browser);
      workflowId = await createWorkflow("Read by Vera");
      page.on("request", (request) => {
        if (request.method() !== "GET") sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
      });
      await openBuilder(page, workflowId);
    });
    test.afterAll(async () => {
      await page.context().close();
    });

    test("is told so, and offered nothing that changes the workflow", async () => {
      await expect(page.getByText("View only")).toBeVisible();
      for (const name of [
        "Publish",
        "Test",
        "Add a step",
        "Add a note",
        "Tidy up",
        "Undo",
        "Rename Read by Vera",
      ])
        await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
      await expect(page.getByRole("button", { name: /^Add a step/ })).toHaveCount(0);
      await page.getByRole("button", { name: "More about this workflow" }).click();
      await expect(page.getByRole("menuitem")).toHaveText([/Versions/, /Export/, /All commands/, /Keyboard/]);
      await page.keyboard.press("Escape");
    });

    test("reads a step: its settings with pills, its data, its options", async () => {
      await card(page, "Tell the CRM").click({ position: { x: 60, y: 15 } });
      await expect(panel().getByRole("heading", { name: "Tell the CRM" })).toBeVisible();
      await expect(panel().getByText("POST", { exact: true })).toBeVisible();
      await expect(panel().locator(".in-pill").first()).toBeVisible();
      await expect(panel().locator("input, textarea, [contenteditable], [role=combobox]")).toHaveCount(0);
      await expectAccessible(page, "a step that is read");
      await panel().getByRole("tab", { name: "Data" }).click();
      await expect(panel().getByRole("region", { name: "Input" })).toBeVisible();
      await panel().getByRole("tab", { name: "Options" }).click();
      for (const field of await panel().locator("input, textarea").all()) await expect(field).toBeDisabled();
      await expect(panel().getByRole("tab", { name: "Test" })).toHaveCount(0);
    });

    test("reads which connection the trigger listens on", async () => {
      await bringInSight(page, card(page, "Email Link Clicked"));
      await card(page, "Email Link Clicked").click({ position: { x: 60, y: 15 } });
      await expect(panel().getByRole("heading", { name: "Email Link Clicked" })).toBeVisible();
      await panel().getByRole("tab", { name: "Setup" }).click();
      const named = panel().getByRole("definition").filter({ hasText: "The first one" });
      await expect(panel().getByRole("term").filter({ hasText: "Customer.io connection" })).toBeVisible();
      await expect(named).toBeVisible();
    });

    test("changes nothing by key, menu, clipboard, drag or outline", async () => {
      await card(page, "Tell the CRM").click({ position: { x: 60, y: 15 } });
      const before = await cards(page).count();
      for (const key of [
        "Delete",
        "n",
        "a",
        "d",
        "F2",
        "Control+d",
        "Control+x",
        "Control+v",
        "Control+z",
        "Alt+ArrowDown",
      ])
        await page.keyboard.press(key);
      await expect(page.getByRole("combobox", { name: "Search steps" })).toHaveCount(0);
      await card(page, "Tell the CRM").click({ button: "right", position: { x: 60, y: 15 } });
      await expect(page.getByRole("menu")).toHaveCount(0);
      const box = await card(page, "Tell the CRM").boundingBox();
      if (box === null) throw new Error("no card");
      await page.mouse.move(box.x + 60, box.y + 15);
      await page.mouse.down();
      await page.mouse.move(box.x + 160, box.y + 115, { steps: 4 });
      await page.mouse.up();
      await page.keyboard.press("o");
      const outline = page.getByRole("complementary", { name: "Outline" });
      await expect(outline.getByRole("treeitem").first()).toBeVisible();
      await expect(outline.getByRole("button", { name: /^(Add|More)/ })).toHaveCount(0);
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search commands and steps" }).fill("delete");
      await expect(page.getByRole("option", { name: /^Delete/ })).toHaveCount(0);
      await page.keyboard.press("Escape");
      await expect(cards(page)).toHaveCount(before);
      const { revision } = await draft();
      expect(revision).toBe(1);
      expect(sent.filter((request) => !request.endsWith("/presence"))).toEqual([]);
    });

    test("finds the lists without what would be refused", async () => {
      await page.goto(`${process.env.E2E_URL}/workflows`);
      await expect(page.getByRole("link", { name: "Read by Vera" })).toBeVisible();
      for (const name of ["New workflow", "Import"])
        await expect(page.getByRole("button", { name })).toHaveCount(0);
      await expect(page.getByRole("checkbox")).toHaveCount(0);
      await expectAccessible(page, "the list of workflows, for a viewer");
      await page.getByRole("button", { name: "More about Read by Vera" }).click();
      await expect(page.getByRole("menuitem")).toHaveText([/Open/, /Runs/, /Export/]);
      await page.goto(`${process.env.E2E_URL}/connections`);
      await expect(page.getByRole("heading", { name: "Connections" })).toBeVisible();
      await expect(page.getByRole("button", { name: /New connection|Edit|Delete|Save key/ })).toHaveCount(0);
      await openBuilder(page, workflowId);
    });

    test("sees what others change", async () => {
      const { draft: document, revision } = (await draft()) as {
        draft: { nodes: { id: string; name?: string }[] };
        revision: number;
      };
      const nodes = document.nodes.map((node) =>
        node.name === "Tell the CRM" ? { ...node, name: "Told by an editor" } : node,
      );
      const answer = await fetch(`${process.env.E2E_URL}/api/v1/workflows/${workflowId}/draft`, {
        method: "PUT",
        headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
        body: JSON.stringify({ document: { ...document, nodes }, revision }),
      });
      expect(answer.status).toBe(200);
      await expect(card(page, "Told by an editor")).toBeVisible();
    });
  });
