import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createPagesProxy, type PagesProxy } from "./pages-proxy";
import { newPagesSocket, type PagesSocket } from "./pages-socket";

let socket: PagesSocket;
let pages: Server;
let web: Server;
let proxy: PagesProxy;
let origin: string;
let changes: number;
/** What a page does with a request. */
let page: (request: IncomingMessage, response: ServerResponse) => void;

const listen = (server: Server, at: string | number) =>
  new Promise<void>((resolve) => server.listen(at as number, resolve));

beforeEach(async () => {
  changes = 0;
  socket = newPagesSocket();
  pages = createServer((request, response) => page(request, response));
  await listen(pages, socket.path);
  proxy = createPagesProxy({ socketPath: socket.path, onChange: () => changes++, waitMs: 150 });
  web = createServer((request, response) => void proxy.handle(request, response));
  web.on("upgrade", proxy.upgrade);
  await listen(web, 0);
  origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const server of [web, pages]) {
    server.closeAllConnections();
    server.close();
  }
  socket.remove();
});

test("hands on method, path, body and headers, says who asked, and hands back status, cookies and body", async () => {
  page = async (request, response) => {
    const parts = await request.toArray();
    response.writeHead(201, { "set-cookie": ["a=1", "b=2"] });
    const { host, accept, "x-forwarded-for": asker, "x-forwarded-host": asked } = request.headers;
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        host,
        accept,
        asker,
        asked,
        body: Buffer.concat(parts).toString(),
      }),
    );
  };
  proxy.open();
  const answer = await fetch(`${origin}/a%20b?c=%2F`, {
    method: "PUT",
    body: "x".repeat(100_000),
    headers: { accept: "text/html" },
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  const { asker, ...rest } = await answer.json();
  expect(asker).toMatch(/127\.0\.0\.1$/);
  const host = new URL(origin).host;
  expect(rest).toEqual({
    method: "PUT",
    url: "/a%20b?c=%2F",
    host,
    accept: "text/html",
    asked: host,
    body: "x".repeat(100_000),
  });
});

test("an event stream arrives piece by piece, and its page hears when the reader has gone", async () => {
  let gone: Promise<void> | undefined;
  page = (_, response) => {
    gone = new Promise((resolve) => response.once("close", () => resolve()));
    response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\n\n");
  };
  proxy.open();
  const leave = new AbortController();
  const answer = await fetch(`${origin}/stream`, { signal: leave.signal });
  const { value } = (await answer.body?.getReader().read()) ?? {};
  expect(Buffer.from(value ?? []).toString()).toBe("data: 1\n\n");
  leave.abort();
  await gone;
});

test("what may have changed something is told before its sender hears of it; what only reads is not", async () => {
  const atAnswer: number[] = [];
  page = (_, response) => {
    atAnswer.push(changes);
    response.end("done");
  };
  proxy.open();
  await fetch(`${origin}/read`);
  expect(changes).toBe(0);
  await fetch(`${origin}/write`, { method: "POST" });
  expect(changes).toBe(1);
  expect(atAnswer).toEqual([0, 0]);
});

test("a request waits for pages that start, and is told when there are none for long", async () => {
  page = (_, response) => response.end("page");
  const early = fetch(`${origin}/`);
  setTimeout(proxy.open, 50);
  expect(await (await early).text()).toBe("page");

  proxy.close();
  const [forPeople, forPrograms] = await Promise.all([
    fetch(`${origin}/`, { headers: { accept: "text/html" } }),
    fetch(`${origin}/api/v1/workflows`, { method: "POST", body: "{}" }),
  ]);
  expect([forPeople.status, forPeople.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await forPeople.text()).toContain("are starting");
  expect((await forPrograms.json()).error).toContain("Events are accepted meanwhile");
});

test("pages that are gone, or go in the middle of an answer, are no crash", async () => {
  page = (request, response) => {
    if (request.url === "/half") response.writeHead(200, { "content-length": "10" }).write("half");
    setTimeout(() => response.destroy(), 20);
  };
  proxy.open();
  expect((await fetch(`${origin}/none`)).status).toBe(503);
  await expect(fetch(`${origin}/half`).then((answer) => answer.text())).rejects.toThrow();
  await new Promise((resolve) => pages.close(resolve));
  expect((await fetch(`${origin}/`)).status).toBe(503);
});

test("an upgrade is handed on, both ways", async () => {
  pages.on("upgrade", (_, other) => {
    other.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
    other.on("data", (data: Buffer) => other.end(`heard ${data}`));
  });
  proxy.open();
  const client = connect(Number(new URL(origin).port), "127.0.0.1");
  client.write("GET /hmr HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
  let said = "";
  await new Promise<void>((resolve) => {
    client.on("data", (data) => {
      said += data;
      if (said.endsWith("\r\n\r\n")) client.write("hello");
      if (said.includes("heard hello")) resolve();
    });
  });
  client.destroy();
});
