/** The one-time address of the first owner, over several starts. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { closeApp, getApp } from "./app";
import { welcome } from "./auth/welcome";
import { prepareFirstStart } from "./first-start";

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  Object.assign(process.env, {
    DATABASE_URL: testDatabase.url,
    HOOKLINE_SECRET: randomBytes(32).toString("base64"),
    HOOKLINE_LOG_LEVEL: "silent",
  });
});
afterAll(async () => {
  await closeApp();
  await testDatabase.drop();
});

const start = async (): Promise<string> => (await prepareFirstStart()).signInUrl ?? "";
const visit = async (url: string) => (await welcome(new Request(url))).headers.get("location");
const stored = () => getApp().database.prisma.verification.findMany();

test("starts, also at the same moment, agree on one link; once it was used the next start makes another", async () => {
  const links = await Promise.all([start(), start(), start()]);
  expect(new Set(links).size).toBe(1);
  await closeApp();
  const link = await start();
  expect(link).toBe(links[0]);
  expect(await visit(link)).toBe("/workflows");
  expect(await visit(link)).toBe("/sign-in?link=used");
  const next = await start();
  expect(next).not.toBe(link);
  expect(await visit(next)).toBe("/workflows");
});

test("a start gives the link its whole time again, and replaces one that has run out", async () => {
  const link = await start();
  const expireAt = (expiresAt: Date) =>
    getApp().database.prisma.verification.updateMany({ data: { expiresAt } });
  await expireAt(new Date(Date.now() + 60_000));
  expect(await start()).toBe(link);
  expect((await stored())[0]?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
  await expireAt(new Date(Date.now() - 1));
  expect(await start()).not.toBe(link);
  expect(await stored()).toHaveLength(1);
});

test("another secret makes another link, and the old one ends; what is stored opens nothing", async () => {
  const link = await start();
  const [row] = await stored();
  expect(await visit(`http://127.0.0.1:3000/welcome?token=${row?.id}`)).toBe("/sign-in?link=used");
  await closeApp();
  process.env.HOOKLINE_SECRET = randomBytes(32).toString("base64");
  const other = await start();
  expect(other).not.toBe(link);
  expect(await visit(link)).toBe("/sign-in?link=used");
  expect(await visit(other)).toBe("/workflows");
});
