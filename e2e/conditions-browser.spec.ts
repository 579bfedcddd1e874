/**
 * The same conditions in Node and in a real browser: every case of the operator table, in a browser that lives in another time zone
 * and language than the server. Vite serves the room's source as it stands.
 */
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { createViteServer } from "vitest/node";
import { OPERATOR_CASES } from "../lib/conditions/cases/all-cases";
import { evaluateCase } from "../lib/conditions/cases/evaluate-case";

test.use({ timezoneId: "Pacific/Auckland", locale: "tr-TR" });

const root = path.resolve(import.meta.dirname, "..");
let server: Awaited<ReturnType<typeof createViteServer>>;
let origin = "";

test.beforeAll(async () => {
  server = await createViteServer({
    root,
    configFile: false,
    appType: "custom",
    logLevel: "error",
    cacheDir: path.join(root, "test-results/vite"),
    server: { host: "127.0.0.1", port: 0, watch: null, hmr: false },
    optimizeDeps: { include: ["zod", "re2js"], noDiscovery: true },
    plugins: [
      {
        name: "empty-page",
        configureServer: ({ middlewares }) => {
          middlewares.use("/empty.html", (_, response) => {
            response.setHeader("content-type", "text/html").end("<!doctype html><title>Conditions</title>");
          });
        },
      },
    ],
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (address === null || typeof address !== "object") throw new Error("Vite listens on no port.");
  origin = `http://127.0.0.1:${address.port}`;
});
test.afterAll(() => server.close());

/** What the page is asked for: the evaluation, once patterns can be compiled as they are there. */
const loadPage = async (page: Page) => {
  await page.goto(`${origin}/empty.html`);
  await page.evaluate(async () => {
    const room = `${location.origin}/lib/conditions`;
    await (await import(/* @vite-ignore */ `${room}/fetched-pattern-engine.ts`)).loadPatternEngine();
  });
};

test("every operator says the same in Node and in Chromium, and what its case states", async ({ page }) => {
  await loadPage(page);
  const seen = await page.evaluate(async (cases: string) => {
    const { evaluateCase: evaluate } = await import(
      /* @vite-ignore */ `${location.origin}/lib/conditions/cases/evaluate-case.ts`
    );
    return (JSON.parse(cases) as unknown[]).map((entry) => evaluate(entry) as boolean);
  }, JSON.stringify(OPERATOR_CASES));
  expect(seen).toHaveLength(OPERATOR_CASES.length);
  const differing = OPERATOR_CASES.filter((entry, index) => seen[index] !== evaluateCase(entry));
  expect(differing).toEqual([]);
  expect(OPERATOR_CASES.filter((entry, index) => seen[index] !== entry.passes)).toEqual([]);
});

test("catastrophic patterns cost no more than a plain one of the same length", async ({ page }) => {
  await loadPage(page);
  const patterns = [
    "(a+)+$",
    "^(a+)+$",
    "^(a|a)*$",
    "^(a|aa)+$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^(.*a){8}$",
  ];
  const measured = await page.evaluate(async (given) => {
    const { evaluateCase: evaluate } = await import(
      /* @vite-ignore */ `${location.origin}/lib/conditions/cases/evaluate-case.ts`
    );
    const left = `${"a".repeat(64)}!`;
    // The first evaluation compiles the code, which is not what is measured.
    evaluate({ type: "text", operator: "matches_pattern", left, value: "b+$", passes: false });
    return given.map((value) => {
      const start = performance.now();
      const passes = evaluate({ type: "text", operator: "matches_pattern", left, value, passes: false });
      return { value, passes, ms: performance.now() - start };
    });
  }, patterns);
  // A backtracking engine needs 2^64 steps for these, so that they end at all is the assertion; the times are for the reader.
  for (const { value, ms } of measured) console.log(`${value} on 65 characters: ${ms.toFixed(1)} ms`);
  expect(measured.map(({ passes }) => passes)).toEqual(patterns.map(() => false));
});
