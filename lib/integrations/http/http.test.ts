import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FatalError, RetryAfterError } from "../../kit/errors";
import { retryAfterMs } from "../../kit/retry-after";
import { tryAction } from "../../kit/try-action.test-support";
import { request } from "./actions/request";

let server: Server;
let url = "";
let seen: { method: string; url: string; headers: IncomingHttpHeaders; body: string };
let answer: { status: number; headers?: Record<string, string>; body?: string };
beforeAll(async () => {
  server = createServer(async (incoming, response) => {
    const { method = "", url: path = "", headers } = incoming;
    seen = { method, url: path, headers, body: Buffer.concat(await incoming.toArray()).toString() };
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`;
});
beforeEach(() => {
  answer = { status: 200, headers: { "content-type": "application/json" }, body: '{"id":"42"}' };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
const call = (input: object) => tryAction(request, { input: { url, ...input } });

describe("sends", () => {
  test("JSON by default, with its idempotency key", async () => {
    const { output } = await call({ json: { a: 1 }, headers: { "X-Own": "yes" }, query: { q: "a b" } });
    expect(seen).toMatchObject({ method: "POST", url: "/people?q=a+b", body: '{"a":1}' });
    expect(seen.headers).toMatchObject({
      "content-type": "application/json",
      "idempotency-key": "run_1:node",
      "x-own": "yes",
    });
    expect(output).toMatchObject({ status: 200, ok: true, body: { id: "42" } });
  });
  test.each([
    [{ bodyType: "form", form: { a: "1 2" } }, "application/x-www-form-urlencoded", "a=1+2"],
    [{ bodyType: "text", text: "hello" }, "text/plain; charset=utf-8", "hello"],
    [{ bodyType: "none" }, undefined, ""],
    [
      { json: { a: 1 }, headers: { "Content-Type": "application/vnd.api+json" } },
      "application/vnd.api+json",
      '{"a":1}',
    ],
  ])("%j", async (input, type, body) => {
    await call(input);
    expect(seen.body).toBe(body);
    expect(seen.headers["content-type"]).toBe(type);
  });
  test("no body with GET", async () => {
    await call({ method: "GET", json: { a: 1 } });
    expect(seen).toMatchObject({ method: "GET", body: "" });
  });
});

describe("an answer", () => {
  test("that is no JSON is text, and so is JSON that does not parse", async () => {
    answer = { status: 200, headers: { "content-type": "text/html" }, body: "<p>" };
    expect((await call({})).output).toMatchObject({ body: "<p>" });
    answer = { status: 200, headers: { "content-type": "application/json" }, body: "{" };
    expect((await call({})).output).toMatchObject({ body: "{" });
  });
  test.each([400, 401, 404, 422])("of %d is final", async (status) => {
    answer = { status, body: "no" };
    await expect(call({})).rejects.toThrow(FatalError);
    await expect(call({})).rejects.toMatchObject({ details: { status, body: "no" } });
  });
  test.each([408, 500, 502])("of %d may pass", async (status) => {
    answer = { status };
    const error = await call({}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(FatalError);
    expect(error).not.toBeInstanceOf(RetryAfterError);
  });
  test.each([429, 503])("of %d with Retry-After names the time", async (status) => {
    answer = { status, headers: { "retry-after": "7" } };
    await expect(call({})).rejects.toMatchObject({ name: "RetryAfterError", retryAfterMs: 7_000 });
  });
  test("of an error is handed on where that is wanted", async () => {
    answer = { status: 404, body: "no" };
    expect((await call({ acceptErrors: true })).output).toMatchObject({ status: 404, ok: false, body: "no" });
  });
});

test.each(["not a url", "ftp://x.test/", "{{ nothing }}"])("%s is refused with the reason", async (bad) => {
  await expect(tryAction(request, { input: { url: bad } })).rejects.toThrow(FatalError);
});

test.each([
  ["7", 7_000],
  ["Tue, 24 Nov 2026 12:01:00 GMT", 60_000],
  ["Tue, 24 Nov 2020 12:00:00 GMT", 0],
  ["soon", null],
  ["", null],
])("Retry-After: %j is %s", (text, expected) => {
  expect(retryAfterMs(new Headers({ "retry-after": text }), Date.parse("2026-11-24T12:00:00Z"))).toBe(
    expected,
  );
});
