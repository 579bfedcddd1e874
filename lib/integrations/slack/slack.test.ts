/** Slack's client against a server that answers as Slack documents: `ok: false` with 200, 429 with Retry-After, texts from webhooks. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FatalError } from "../../kit/errors";
import { tryAction } from "../../kit/try-action.test-support";
import { postMessage } from "./actions/post-message";
import { listChannels, testSlack } from "./client";

let server: Server;
let origin = "";
let seen: { url: string; headers: IncomingHttpHeaders; body: string };
let answer: { status: number; headers?: Record<string, string>; body: string };
beforeAll(async () => {
  server = createServer(async (request, response) => {
    seen = {
      url: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(await request.toArray()).toString(),
    };
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answer = { status: 200, body: JSON.stringify({ ok: true, channel: "C1", ts: "1.2" }) };
});

const byToken = (input: object) =>
  tryAction(postMessage, { input, connection: { botToken: "xoxb-1", apiUrl: `${origin}/api/` } });
const byWebhook = (input: object) =>
  tryAction(postMessage, { input, connection: { webhookUrl: `${origin}/services/T/B/x` } });

describe("by bot token", () => {
  test("posts to chat.postMessage", async () => {
    const { output } = await byToken({ channel: "#marketing", text: "Hi" });
    expect(seen).toMatchObject({ url: "/api/chat.postMessage", headers: { authorization: "Bearer xoxb-1" } });
    expect(JSON.parse(seen.body)).toEqual({ channel: "#marketing", text: "Hi" });
    expect(output).toEqual({ posted: true, channel: "C1", ts: "1.2" });
  });
  test("says what Slack says, and what to do, when it refuses", async () => {
    answer.body = JSON.stringify({ ok: false, error: "not_in_channel" });
    await expect(byToken({ channel: "#x", text: "Hi" })).rejects.toThrow(/not_in_channel. Invite the bot/);
    await expect(byToken({ channel: "#x", text: "Hi" })).rejects.toThrow(FatalError);
  });
  test("tries again what may pass", async () => {
    answer.body = JSON.stringify({ ok: false, error: "internal_error" });
    await expect(byToken({ channel: "#x", text: "Hi" })).rejects.not.toThrow(FatalError);
    answer = { status: 503, body: "" };
    await expect(byToken({ channel: "#x", text: "Hi" })).rejects.not.toThrow(FatalError);
  });
  test("waits as long as it is asked to", async () => {
    answer = { status: 429, headers: { "retry-after": "30" }, body: "" };
    await expect(byToken({ channel: "#x", text: "Hi" })).rejects.toMatchObject({
      name: "RetryAfterError",
      retryAfterMs: 30_000,
    });
  });
  test("needs a channel", async () => {
    await expect(byToken({ text: "Hi" })).rejects.toThrow(/No channel/);
  });
});

describe("by incoming webhook", () => {
  test("posts the text", async () => {
    answer.body = "ok";
    expect((await byWebhook({ text: "Hi" })).output).toEqual({ posted: true });
    expect(seen).toMatchObject({ url: "/services/T/B/x", body: '{"text":"Hi"}' });
  });
  test("is final when the webhook is gone", async () => {
    answer = { status: 404, body: "no_service" };
    await expect(byWebhook({ text: "Hi" })).rejects.toThrow(/no_service/);
  });
});

describe("Test connection", () => {
  const signal = new AbortController().signal;
  test("asks who the token is", async () => {
    answer.body = JSON.stringify({ ok: true, user: "hook", team: "Northwind" });
    const result = await testSlack({
      connection: { botToken: "xoxb-1", apiUrl: `${origin}/api` },
      fetch,
      signal,
    });
    expect(result).toEqual({ ok: true, message: "Connected as hook in Northwind." });
  });
  test("finds a webhook that answers without posting anything", async () => {
    answer = { status: 400, body: "no_text" };
    const connection = { webhookUrl: `${origin}/services/T/B/x` };
    expect((await testSlack({ connection, fetch, signal })).ok).toBe(true);
    answer = { status: 404, body: "no_service" };
    await expect(testSlack({ connection, fetch, signal })).rejects.toThrow(/no_service/);
  });
  test("says what is missing", async () => {
    expect(await testSlack({ connection: {}, fetch, signal })).toMatchObject({ ok: false });
  });
});

describe("channels", () => {
  const list = (connection: object) =>
    listChannels({
      connection: { apiUrl: `${origin}/api`, ...connection },
      fetch,
      signal: new AbortController().signal,
    });
  test("are listed by name, private ones marked", async () => {
    const channels = [
      { id: "C2", name: "sales", is_private: true },
      { id: "C1", name: "marketing" },
    ];
    answer.body = JSON.stringify({ ok: true, channels, response_metadata: { next_cursor: "" } });
    expect(await list({ botToken: "xoxb-1" })).toEqual([
      { value: "#marketing", label: "#marketing" },
      { value: "#sales", label: "#sales", hint: "private" },
    ]);
    expect(decodeURIComponent(seen.url)).toContain(
      "/api/conversations.list?types=public_channel,private_channel",
    );
    expect(seen.headers.authorization).toBe("Bearer xoxb-1");
  });
  test("are read page by page, and not for ever", async () => {
    const channels = [{ id: "C1", name: "again" }];
    answer.body = JSON.stringify({ ok: true, channels, response_metadata: { next_cursor: "more" } });
    expect(await list({ botToken: "xoxb-1" })).toHaveLength(5);
    expect(seen.url).toContain("cursor=more");
  });
  test("cannot be listed by a webhook, or without the scope", async () => {
    await expect(list({ webhookUrl: "https://x" })).rejects.toThrow(/only a bot token/);
    answer.body = JSON.stringify({ ok: false, error: "missing_scope" });
    await expect(list({ botToken: "xoxb-1" })).rejects.toThrow(/channels:read/);
  });
});
