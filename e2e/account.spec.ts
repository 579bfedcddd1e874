/** After the journey of main-job: the owner sets a password, and comes back with it. */
import { expect, test } from "@playwright/test";
import { API_KEY } from "./start-product";

const url = () => process.env.E2E_URL ?? "";

test("nobody gets in without a session", async ({ page }) => {
  for (const path of ["/workflows", "/runs", "/events", "/connections", "/settings"]) {
    await page.goto(`${url()}${path}`);
    await expect(page).toHaveURL(/\/sign-in\?to=/);
  }
});

test("a wrong password is told, and loses nothing", async ({ page }) => {
  await page.goto(`${url()}/sign-in`);
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("E-mail or password is not right.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("owner@example.com");
});

test("an API key does what it says, and no more", async () => {
  const ask = (path: string) =>
    fetch(`${url()}/api/v1${path}`, { headers: { authorization: `Bearer ${API_KEY}` } });
  expect((await ask("/workflows")).status).toBe(200);
  expect((await ask("/api-keys")).status).toBe(403);
});
