import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };
const rooms = "{app,components,lib,prisma}";
const withDatabase = {
  globalSetup: "./lib/launch/test-cluster.ts",
  testTimeout: 20_000,
  hookTimeout: 60_000,
  // A poll waits for a condition, not for a time: under load the default of one second says nothing.
  expect: { poll: { timeout: 15_000 } },
};

/** `x.test.ts` is pure, `x.db.test.ts` needs PostgreSQL, `x.chaos.test.ts` kills processes and runs alone. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [`${rooms}/**/*.test.{ts,tsx}`],
          exclude: ["**/*.db.test.ts", "**/*.chaos.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: { ...withDatabase, name: "database", include: [`${rooms}/**/*.db.test.ts`] },
      },
      {
        resolve: { alias },
        test: {
          ...withDatabase,
          name: "chaos",
          include: [`${rooms}/**/*.chaos.test.ts`, "bench/**/*.chaos.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
