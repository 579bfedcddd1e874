import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** The first that is there: PW_CHROMIUM, Playwright's own, a browser of the system. */
const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const executablePath = process.env.PW_CHROMIUM ?? SYSTEM.find((path) => existsSync(path));

const SIGNED_IN = /(builder-.*|workflows-home|accessibility|two-tabs|offline)\.spec\.ts/;

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/start-product.ts",
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
  // The journey of main-job is a new owner's first visit; the builder's need somebody who can sign in.
  projects: [
    { name: "first", testIgnore: SIGNED_IN },
    { name: "builder", testMatch: SIGNED_IN, dependencies: ["first"] },
  ],
  use: {
    // What cannot be pressed fails by itself, not by the whole journey's time.
    actionTimeout: 20_000,
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    // A page's requests pass by the tests' own answers where a service worker may see them. builder-offline allows it.
    serviceWorkers: "block",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Chromium's sandbox does not work for root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
