import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPublicAddress } from "./address";
import { parseAllowHosts } from "./allow-hosts";
import { createGuardedFetch } from "./guarded-fetch";
import { createResolveHost } from "./resolve-host";

test.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["127.0.0.1", false],
  ["10.1.2.3", false],
  ["172.31.0.1", false],
  ["192.168.1.1", false],
  ["169.254.169.254", false],
  ["100.64.0.1", false],
  ["0.0.0.0", false],
  ["224.0.0.1", false],
  ["::1", false],
  ["::", false],
  ["fe80::1%eth0", false],
  ["fd00::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:7f00:1", false],
  ["::ffff:8.8.8.8", true],
  ["64:ff9b::7f00:1", false],
  ["not an address", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

describe("allowed hosts", () => {
  test("are exact pairs of host and port", () => {
    const allow = parseAllowHosts("127.0.0.1:9911, Stub.test:80,[::1]:3000");
    expect(allow.has("127.0.0.1", 9911)).toBe(true);
    expect(allow.has("127.0.0.1", 9912)).toBe(false);
    expect(allow.has("stub.test", 80)).toBe(true);
    expect(allow.has("::1", 3000)).toBe(true);
  });
  test.each(["localhost", "a:b", "http://x:1/y"])("%s is a mistake that is told", (text) => {
    expect(() => parseAllowHosts(text)).toThrow(/host:port/);
  });
});

describe("names", () => {
  const resolve = (answers: string[], allow = "") =>
    createResolveHost({
      allowHosts: parseAllowHosts(allow),
      lookup: async () => answers.map((address) => ({ address, family: 4 })),
    })("name.test", 443);
  test("that lead inside are refused, mixed answers too", async () => {
    await expect(resolve(["10.0.0.1"])).rejects.toThrow(/may not call/);
    await expect(resolve(["8.8.8.8", "127.0.0.1"])).rejects.toThrow(/may not call/);
  });
  test("that are public give the address to connect to", async () => {
    await expect(resolve(["8.8.8.8"])).resolves.toEqual({ address: "8.8.8.8", family: 4 });
    await expect(resolve(["10.0.0.1"], "name.test:443")).resolves.toEqual({ address: "10.0.0.1", family: 4 });
  });
});

function respond(answer: ServerResponse, url: string): void {
  const status = /^\/redirect(\d+)/.exec(url)?.[1];
  const to = url === "/loop" ? "/loop" : new URL(url, "http://x").searchParams.get("to");
  if (to !== null) answer.writeHead(Number(status ?? 302), { location: to }).end();
  else if (url === "/gzip") answer.setHeader("content-encoding", "gzip").end(gzipSync("packed"));
  else if (url === "/bomb") answer.setHeader("content-encoding", "gzip").end(gzipSync(Buffer.alloc(50_000)));
  else if (url === "/never") answer.flushHeaders();
  else if (url === "/large") answer.end(Buffer.alloc(50_000));
  else answer.setHeader("content-type", "application/json").end('{"ok":true}');
}

describe("calls", () => {
  let server: Server;
  let port: number;
  const seen: { url: string; method: string; headers: Record<string, unknown>; body: string }[] = [];
  beforeAll(async () => {
    server = createServer(async (request, answer) => {
      const body = Buffer.concat(await request.toArray()).toString();
      const { url = "", method = "", headers } = request;
      seen.push({ url, method, headers, body });
      respond(answer, url);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  const guarded = (options: { allow?: string; maxResponseBytes?: number } = {}) =>
    createGuardedFetch({
      allowHosts: parseAllowHosts(options.allow ?? `127.0.0.1:${port}`),
      maxRedirects: 3,
      maxResponseBytes: options.maxResponseBytes ?? 10_000,
    });

  test("reach an allowed address", async () => {
    const answer = await guarded()(at("/x"), { method: "POST", body: "hello", headers: { "x-a": "1" } });
    expect(await answer.json()).toEqual({ ok: true });
    expect(seen.at(-1)).toMatchObject({ url: "/x", method: "POST", body: "hello", headers: { "x-a": "1" } });
  });
  test.each([
    "http://127.0.0.1:8099/",
    "http://localhost:8099/",
    "http://[::1]:8099/",
    "http://169.254.169.254/latest",
    "http://2130706433/",
  ])("are refused: %s", async (url) => {
    await expect(guarded()(url)).rejects.toThrow(/may not call/);
  });
  test("are refused after a redirect too", async () => {
    await expect(guarded()(at("/redirect302?to=http://127.0.0.1:8099/"))).rejects.toThrow(/may not call/);
    await expect(guarded()(at("/redirect302?to=file:///etc/passwd"))).rejects.toThrow(/cannot be called/);
  });
  test("go on as GET after 303, and keep method and body after 307", async () => {
    await guarded()(at("/redirect303?to=/y"), { method: "POST", body: "b" });
    expect(seen.at(-1)).toMatchObject({ url: "/y", method: "GET", body: "" });
    await guarded()(at("/redirect307?to=/z"), { method: "POST", body: "b" });
    expect(seen.at(-1)).toMatchObject({ url: "/z", method: "POST", body: "b" });
  });
  test("leave credentials behind when they go to another origin", async () => {
    const both = guarded({ allow: `127.0.0.1:${port},localhost:${port}` });
    const to = encodeURIComponent(`http://localhost:${port}/other`);
    await both(at(`/redirect307?to=${to}`), { headers: { authorization: "Bearer x", "x-b": "2" } });
    expect(seen.at(-1)?.headers).not.toHaveProperty("authorization");
    expect(seen.at(-1)?.headers).toMatchObject({ "x-b": "2" });
  });
  test("end in a circle of redirects", async () => {
    await expect(guarded()(at("/loop"))).rejects.toThrow(/More than 3 redirects/);
  });
  test("are cut off when the answer is too large", async () => {
    const answer = await guarded()(at("/large"));
    await expect(answer.text()).rejects.toThrow(/larger than/);
  });
  test("unpack what is packed, within the same cap", async () => {
    expect(await (await guarded()(at("/gzip"))).text()).toBe("packed");
    await expect((await guarded()(at("/bomb"))).text()).rejects.toThrow(/larger than/);
  });
  test("take a Request, and any body that one can have", async () => {
    await guarded()(new Request(at("/r"), { method: "POST", body: new URLSearchParams({ a: "1 2" }) }));
    expect(seen.at(-1)).toMatchObject({ url: "/r", method: "POST", body: "a=1+2" });
    expect(await (await guarded()(at("/h"), { method: "HEAD" })).text()).toBe("");
  });
  test("end with the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(guarded()(at("/x"), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const answer = await guarded()(at("/never"), { signal: AbortSignal.timeout(100) });
    await expect(answer.text()).rejects.toThrow(/timeout/);
  });
  test("are refused at the ports and addresses that fetch refuses", async () => {
    await expect(guarded()("http://example.com:25/")).rejects.toThrow(/bad port/);
    await expect(guarded()("http://a:b@example.com/")).rejects.toThrow(/credentials/);
    await expect(guarded()("nowhere")).rejects.toThrow(/parse URL/);
  });
});
