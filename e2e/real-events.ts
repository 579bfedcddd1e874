/** What journeys with real events share: signing in whoever was first, the API, and clicks as Customer.io sends them. */
import { createHmac } from "node:crypto";
import { type Cookie, expect, type Page } from "@playwright/test";
import { API_KEY } from "./start-product";

const url = () => process.env.E2E_URL ?? "";

/** Once somebody has signed in: signing in again and again is held up, as guessing a password is. */
let session: Cookie[] = [];

/** With the one-time address if nobody used it yet, else with the password that main-job sets. */
export async function signIn(page: Page): Promise<void> {
  await page.context().addCookies(session);
  await page.goto(session.length > 0 ? `${url()}/workflows` : (process.env.E2E_SIGN_IN_URL ?? ""));
  await page.waitForURL(/\/(workflows|sign-in)/);
  if (page.url().includes("/sign-in")) {
    await page.goto(`${url()}/sign-in`);
    await page.getByLabel("E-mail").fill("owner@example.com");
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/workflows$/);
  }
  session = await page.context().cookies();
}

export async function ask<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(`${url()}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answered = (await answer.json()) as T;
  expect(answer.ok, JSON.stringify(answered)).toBe(true);
  return answered;
}

/** The workflow goes live; the answer is the address that its events are sent to, signed with the key. */
export async function publish(workflowId: string, key: string): Promise<string> {
  const { webhook } = await ask<{ webhook: { url: string; connectionId: string } | null }>(
    `/workflows/${workflowId}/publish`,
    {},
  );
  if (webhook === null) throw new Error("The workflow has no address.");
  await ask(`/connections/${webhook.connectionId}/signing-key`, { key });
  return webhook.url;
}

export const click = (address: string, key: string, href: string): Promise<void> =>
  deliver(address, key, {
    event_id: `real-${href}-${Date.now()}`,
    object_type: "email",
    metric: "clicked",
    data: { identifiers: { id: "cust_2", email: "ada@example.com" }, href, subject: "Digest", link_id: 1 },
  });

/** An event as Customer.io signs it, of this moment. */
export async function deliver(address: string, key: string, event: object): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = JSON.stringify({ ...event, timestamp: Number(timestamp) });
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-cio-timestamp": timestamp,
    "x-cio-signature": signature,
  };
  expect((await fetch(address, { method: "POST", headers, body })).status).toBe(200);
}
