/** Somebody else who may edit, or only look. The product has no invitations yet, so they are entered where it keeps its people. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Browser, expect, type Page } from "@playwright/test";
import pg from "pg";

interface Person {
  name: string;
  role: "editor" | "viewer";
}
const ANN: Person = { name: "Ann Lee", role: "editor" };
const VERA: Person = { name: "Vera Cho", role: "viewer" };
const nickOf = ({ name }: Person) => name.split(" ")[0]?.toLowerCase() ?? "";
const emailOf = (person: Person) => `${nickOf(person)}@example.com`;

function databaseUrl(): string {
  const folder = process.env.E2E_DATA ?? "";
  const password = readFileSync(path.join(folder, "postgres-password"), "utf8").trim();
  const port = readFileSync(path.join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[3];
  return `postgresql://hookline:${password}@127.0.0.1:${port}/hookline`;
}

/** In the owner's workspace, with the owner's password. */
async function enter(person: Person): Promise<void> {
  const nick = nickOf(person);
  const client = new pg.Client(databaseUrl());
  await client.connect();
  try {
    await client.query(
      `insert into "user" (id, name, email, updated_at) values ('user_' || $1, $2, $3, now()) on conflict do nothing`,
      [nick, person.name, emailOf(person)],
    );
    await client.query(
      `insert into account (id, account_id, provider_id, user_id, password, updated_at)
       select 'account_' || $1, 'user_' || $1, 'credential', 'user_' || $1, password, now() from account a
       join membership m on m.user_id = a.user_id and m.role = 'owner' where provider_id = 'credential' and password is not null
       on conflict do nothing`,
      [nick],
    );
    await client.query(
      `insert into membership (workspace_id, user_id, role)
       select workspace_id, 'user_' || $1, $2 from membership where role = 'owner'
       on conflict do nothing`,
      [nick, person.role],
    );
  } finally {
    await client.end();
  }
}

/** An editor, in a browser of her own. */
export const signInAsAnn = (browser: Browser): Promise<Page> => signInAs(browser, ANN);
/** A viewer, in a browser of her own. */
export const signInAsVera = (browser: Browser): Promise<Page> => signInAs(browser, VERA);

async function signInAs(browser: Browser, person: Person): Promise<Page> {
  await enter(person);
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${process.env.E2E_URL}/sign-in`);
  await page.getByLabel("E-mail").fill(emailOf(person));
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/workflows$/);
  return page;
}
