/** What each picture shows: where it is taken and what is done before. `stage`: `empty` is taken before there is anything, `last` leaves something behind. */

const ready = async (page) => {
  await page.locator(".ui-skeleton").first().waitFor({ state: "detached" });
  await page.evaluate(() => document.fonts.ready);
};
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

/** The canvas is drawn and has been fitted to the window. */
async function canvas(page, card) {
  await page.locator(".react-flow__viewport[style*=scale]").waitFor();
  await page.locator(".react-flow__node").filter({ hasText: card }).first().waitFor();
  await page.getByRole("toolbar", { name: "History" }).waitFor();
}
const card = (page, text) => page.locator(".react-flow__node").filter({ hasText: text }).first();
const builder = (name) => (ids) => `/workflows/${ids[name]}`;
const pricing = builder("Pricing follow-up");

export const PICTURES = [
  {
    name: "home-empty",
    title: "Nothing there yet: ways to begin",
    stage: "empty",
    path: () => "/workflows",
    show: (page) => page.getByRole("heading", { name: "Make your first workflow" }).waitFor(),
  },
  {
    name: "home",
    title: "All workflows, with their last day",
    path: () => "/workflows",
    show: (page) => page.getByRole("link", { name: "Pricing follow-up", exact: true }).waitFor(),
  },
  {
    name: "builder-empty",
    title: "An empty canvas",
    stage: "last",
    path: () => "/workflows/new",
    show: (page) => page.getByTestId("workflow-canvas").waitFor(),
  },
  {
    name: "building",
    title: "A workflow that is being built",
    path: pricing,
    show: (page) => canvas(page, "Tell sales"),
  },
  {
    name: "inspector",
    title: "A step's settings: conditions beside what they say of real events",
    path: pricing,
    async show(page) {
      await canvas(page, "Real people");
      await card(page, "Real people").click({ position: { x: 20, y: 8 } });
      await page
        .getByRole("complementary", { name: "Step" })
        .getByRole("combobox", { name: "Operator" })
        .first()
        .waitFor();
      await page.getByText(/of the last \d+ events? fit/).waitFor();
    },
  },
  {
    name: "palette",
    title: "Steps to add, found by what people call them",
    path: pricing,
    async show(page) {
      await canvas(page, "Tell sales");
      await page.getByRole("button", { name: "Add a step", exact: true }).click();
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "commands",
    title: "Every command, by its name",
    path: pricing,
    async show(page) {
      await canvas(page, "Tell sales");
      await page.keyboard.press("Control+k");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "60-steps",
    title: "Sixty steps",
    path: builder("Onboarding, all paths"),
    show: (page) => canvas(page, "Which part"),
  },
  {
    name: "outline",
    title: "The same workflow as an outline, for the keyboard and for screen readers",
    path: pricing,
    async show(page) {
      await canvas(page, "Tell sales");
      await page.keyboard.press("o");
      await page.getByRole("treeitem").first().waitFor();
    },
  },
  {
    name: "publish",
    title: "Publishing says what will change",
    path: pricing,
    async show(page) {
      await canvas(page, "Tell sales");
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await page.getByRole("button", { name: "Publish v8" }).waitFor();
    },
  },
  {
    name: "runs",
    title: "Every run, newest first",
    path: () => "/runs",
    show: (page) => page.getByRole("row").nth(10).waitFor(),
  },
  {
    name: "run",
    title: "A run, on the canvas that ran",
    path: (_, runs) => `/workflows/${runs.done.workflowId}/runs/${runs.done.id}`,
    show: (page) => page.getByTestId("run-status").waitFor(),
  },
  {
    name: "events",
    title: "Everything that arrived, and what became of it",
    path: () => "/events",
    show: (page) => page.getByRole("row").nth(5).waitFor(),
  },
  {
    name: "connections",
    title: "Connections, with what has been seen of each",
    path: () => "/connections",
    show: (page) => page.getByRole("heading", { name: "Mail server" }).waitFor(),
  },
  {
    name: "settings",
    title: "Settings",
    path: () => "/settings",
    show: (page) => page.getByRole("heading", { name: "Who did what" }).waitFor(),
  },
  {
    name: "integration",
    title: "Each trigger and step has a page of its own",
    path: () => "/integrations/customer-io/triggers/email-link-clicked",
    show: (page) => heading(page, "Email Link Clicked"),
  },
];

export async function takePicture(page, picture, { origin, ids, runs }) {
  await page.goto(`${origin}${picture.path(ids, runs)}`);
  await picture.show(page);
  await ready(page);
  // Panels come in, fonts and icons settle: the picture is taken when two in a row are the same.
  let [before, now] = [null, await page.screenshot(SHOT)];
  for (let tries = 0; before === null || !before.equals(now); tries++) {
    if (tries === MOST_TRIES) throw new Error(`The picture of ${picture.name} does not come to rest.`);
    [before, now] = [now, await page.screenshot(SHOT)];
  }
  return now;
}

const MOST_TRIES = 30;
const SHOT = { animations: "disabled", caret: "hide" };
