/** Somebody else who may edit. The product has no invitations yet, so they are entered where it keeps its people. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import pg from "pg";

const EMAIL = "ann@example.com";

function databaseUrl(): string {
  const folder = process.env.E2E_DATA ?? "";
  const password = readFileSync(path.join(folder, "postgres-password"), "utf8").trim();
  const port = readFileSync(path.join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[3];
  return `postgresql://hookline:${password}@127.0.0.1:${port}/hookline`;
}

/** Ann Lee, an editor of the owner's workspace, with the owner's password. */
async function enterAnn(): Promise<void> {
  const client = new pg.Client(databaseUrl());
  await client.connect();
  try {
    await client.query(
      `insert into "user" (id, name, email, updated_at) values ('user_ann', 'Ann Lee', $1, now()) on conflict do nothing`,
      [EMAIL],
    );
    await client.query(
      `insert into account (id, account_id, provider_id, user_id, password, updated_at)
       select 'account_ann', 'user_ann', 'credential', 'user_ann', password, now() from account
       where provider_id = 'credential' and password is not null and user_id <> 'user_ann'
       on conflict do nothing`,
    );
    await client.query(
      `insert into membership (workspace_id, user_id, role)
       select workspace_id, 'user_ann', 'editor' from membership where role = 'owner'
       on conflict do nothing`,
    );
  } finally {
    await client.end();
  }
}

/** A browser of her own, signed in. */
export async function signInAsAnn(browser: Browser): Promise<Page> {
  await enterAnn();
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${process.env.E2E_URL}/sign-in`);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/workflows$/);
  return page;
}
