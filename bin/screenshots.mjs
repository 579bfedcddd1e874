/**
 * `npm run screenshots`: starts the product on a database of its own, fills it, and takes the pictures of docs/screens.md, light and dark.
 * `--only home,run` takes these alone; `--width 1024` and `--to folder` are for looking at them elsewhere.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { register } from "tsx/esm/api";
import { callApi, root } from "../bench/product.mjs";
import { PICTURES, takePicture } from "./screenshots/pictures.mjs";
import { shrinkPng } from "./screenshots/shrink-png.mjs";
import { browserPath, ensureBrowser } from "./steps/browser.mjs";
import { buildIfStale, prepare } from "./steps/prepare.mjs";

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : process.argv[at + 1];
};
const only = option("only", "").split(",").filter(Boolean);
const width = Number(option("width", "1440"));
const folder = option("to", join(root, "docs/images"));
const THEMES = ["light", "dark"];

const problem = ensureBrowser();
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}
prepare();
buildIfStale();
register();
const { fillStage, setStage } = await import("./screenshots/stage.mjs");

const pictures = PICTURES.filter(({ name }) => only.length === 0 || only.includes(name));
const stage = await setStage();
const browser = await chromium.launch({
  executablePath: browserPath(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const settings = {
  viewport: { width, height: 900 },
  reducedMotion: "reduce",
  locale: "en-US",
  timezoneId: "UTC",
};

async function signedIn() {
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  await page.goto(stage.signInUrl);
  await page.waitForURL(/\/workflows$/);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** docs/screens.md, of the whole set. */
function pageOf(all) {
  const head = "# What it looks like\n\n`npm run screenshots` takes all of these, and writes this page.";
  const parts = all.map(({ name, title }) =>
    [`## ${title}`, ...THEMES.map((theme) => `![${title}, ${theme}](images/${name}-${theme}.png)`)].join(
      "\n\n",
    ),
  );
  return `${[head, ...parts].join("\n\n")}\n`;
}

let bytes = 0;
async function take(some, storageState, facts) {
  for (const colorScheme of THEMES) {
    const context = await browser.newContext({ ...settings, colorScheme, storageState });
    context.setDefaultTimeout(60_000);
    for (const picture of some) {
      const page = await context.newPage();
      const image = shrinkPng(await takePicture(page, picture, { origin: stage.product.url, ...facts }));
      writeFileSync(join(folder, `${picture.name}-${colorScheme}.png`), image);
      bytes += image.length;
      console.log(`${picture.name}-${colorScheme}  ${Math.round(image.length / 1024)} kB`);
      await page.close();
    }
    await context.close();
  }
}

try {
  mkdirSync(folder, { recursive: true });
  const state = await signedIn();
  await take(
    pictures.filter((picture) => picture.stage === "empty"),
    state,
    { ids: {}, runs: {} },
  );
  const ids = await fillStage(stage);
  const { runs } = await callApi(
    stage.product,
    `/runs?workflowId=${ids["Pricing follow-up"]}&status=completed&url=plan=pro`,
  );
  const facts = { ids, runs: { done: runs[0] } };
  for (const when of [undefined, "last"])
    await take(
      pictures.filter(({ stage: at }) => at === when),
      state,
      facts,
    );
  if (only.length === 0 && !process.argv.includes("--to"))
    writeFileSync(join(root, "docs/screens.md"), pageOf(PICTURES));
  console.log(
    `${pictures.length * THEMES.length} pictures, ${(bytes / 1_048_576).toFixed(1)} MB, in ${folder}`,
  );
} finally {
  await browser.close();
  await stage.strike();
}
