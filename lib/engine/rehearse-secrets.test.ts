/** What is shown of a request must be enough to judge it, and nothing to steal. */
import { expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { lookupAction, lookupTrigger } from "../catalogue/lookup";
import { maskCall, maskText } from "./mask-request";
import { REDACTED } from "./redact";
import { rehearseStep } from "./rehearse-step";

const render = (
  type: string,
  config: JsonObject,
  connection: { values: JsonObject; secrets: string[] } | null,
) =>
  rehearseStep(
    {
      definitions: { lookupAction, lookupTrigger },
      openConnection: async () => connection,
      expressions: { evaluate: () => Promise.reject(new Error("No step of these tests calculates.")) },
    },
    {
      node: { id: "step", type, config, connectionId: "conn_1", position: { x: 0, y: 0 } },
      scope: { trigger: { name: "Ada" }, steps: {} },
      now: new Date("2026-11-24T12:00:00Z"),
    },
  );

test("a mail is rendered as the server would get it, without a connection", async () => {
  const found = await render(
    "email.send-email",
    {
      to: "a@example.com, b@example.com",
      subject: "Café, {{ trigger.name }}",
      text: "Hello {{ trigger.name }}",
    },
    {
      values: {
        host: "smtp.invalid",
        port: 587,
        user: "u",
        password: "hunter22",
        from: "Shop <s@example.com>",
      },
      secrets: ["hunter22"],
    },
  );
  expect(found).toMatchObject({ status: "would_run", error: null, output: { from: "example" } });
  const [mail] = found.requests;
  if (mail?.kind !== "mail") throw new Error("no mail was rendered");
  expect(mail).toMatchObject({
    server: "smtp.invalid:587",
    from: "s@example.com",
    to: ["a@example.com", "b@example.com"],
  });
  expect(mail.source).toContain("Subject: =?UTF-8?Q?Caf=C3=A9=2C_Ada?=");
  expect(mail.source).toContain("\n\nHello Ada");
  expect(JSON.stringify(found)).not.toContain("hunter22");
});

test("a bot token is not shown, nor an incoming webhook's address beyond its host", async () => {
  const text = { channel: "#a", text: "Hello {{ trigger.name }}" };
  const byToken = await render("slack.post-message", text, {
    values: { botToken: "xoxb-secret-1" },
    secrets: ["xoxb-secret-1"],
  });
  expect(byToken.requests).toMatchObject([
    {
      method: "POST",
      url: "https://slack.com/api/chat.postMessage",
      headers: { authorization: `Bearer ${REDACTED}` },
      body: '{"channel":"#a","text":"Hello Ada"}',
    },
  ]);
  const webhookUrl = "https://hooks.slack.com/services/T0/B0/verysecret";
  const byWebhook = await render("slack.post-message", text, {
    values: { webhookUrl },
    secrets: [webhookUrl],
  });
  expect(byWebhook.requests).toMatchObject([{ url: `https://hooks.slack.com/${REDACTED}` }]);
});

test("a connection that is gone fails the step, and nothing is rendered", async () => {
  const found = await render("slack.post-message", { text: "Hello" }, null);
  expect(found).toMatchObject({ status: "failed", requests: [] });
  expect(found.reason).toMatch(/connection is gone/);
});

const call = (more: Partial<Parameters<typeof maskCall>[0]>, secrets: string[] = []) =>
  maskCall({ method: "POST", url: "https://a.test/", headers: [], body: null, ...more }, secrets);

test("names that tell of a secret hide its value in address, headers and body", () => {
  expect(call({ url: "https://a.test/x?api_key=abc&b=1" }).url).toBe(
    `https://a.test/x?api_key=${REDACTED}&b=1`,
  );
  expect(call({ url: "https://u:pass@a.test/" }).url).toBe(`https://u:${REDACTED}@a.test/`);
  expect(
    call({
      headers: [
        ["x-api-key", "abc"],
        ["authorization", "Basic abc"],
        ["accept", "*/*"],
      ],
    }).headers,
  ).toEqual({ "x-api-key": REDACTED, authorization: `Basic ${REDACTED}`, accept: "*/*" });
  const json: [string, string][] = [["content-type", "application/json"]];
  expect(call({ headers: json, body: '{"a":{"password":"p"}}' }).body).toBe(
    `{"a":{"password":"${REDACTED}"}}`,
  );
  const form: [string, string][] = [["content-type", "application/x-www-form-urlencoded"]];
  expect(call({ headers: form, body: "token=abc&b=1" }).body).toBe(`token=${REDACTED}&b=1`);
});

test("what has no secret is shown to the byte", () => {
  const json: [string, string][] = [["content-type", "application/json"]];
  const body = '{ "b": 1,\n "a": "x" }';
  expect(call({ url: "https://a.test/?q=%20a&r", headers: json, body })).toMatchObject({
    url: "https://a.test/?q=%20a&r",
    body,
  });
  expect(call({ headers: json, body: "{broken" }).body).toBe("{broken");
});

test("a secret's value is hidden wherever it stands, however it is written", () => {
  const secret = 'a"b/c d';
  expect(maskText(`${secret} ${encodeURIComponent(secret)} ${JSON.stringify(secret)}`, [secret])).toBe(
    `${REDACTED} ${REDACTED} "${REDACTED}"`,
  );
  expect(maskText("no", ["no"])).toBe("no");
});

test("of a long body the beginning is shown, and that it is cut", () => {
  expect(call({ body: "x".repeat(70_000) })).toMatchObject({ body: "x".repeat(65_536), bodyCut: true });
});
