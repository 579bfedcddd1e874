import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { createFrontServer, type FrontServer } from "./front-server";

const MAX_BODY_BYTES = 1_000;
const sockets: Socket[] = [];
let front: FrontServer;
let errors: unknown[];
let received: string[];

/** No test is so slow that it is cut off. */
const PATIENT = { headers: 60_000, request: 60_000 };

/** The doors of a test: a webhook is answered when `gate` opens. */
async function listen(gate: Promise<void> = Promise.resolve(), timeouts = PATIENT): Promise<number> {
  errors = [];
  received = [];
  front = createFrontServer({
    async receive({ body, headers }) {
      received.push(`${headers["x-twice"] ?? ""}${Buffer.from(body)}`);
      await gate;
      if (body.length === 0) throw new Error("a bug");
      return { status: 200, body: { bytes: body.length } };
    },
    async handle(request, response) {
      if (request.url === "/bug") throw new Error("a bug");
      if (request.url === "/stream") {
        response.setHeader("content-type", "text/event-stream").write(": open\n\n");
        return;
      }
      response.end("page");
    },
    maxBodyBytes: MAX_BODY_BYTES,
    maxConnections: 10,
    timeouts,
    onError: (error) => errors.push(error),
  });
  await new Promise<void>((resolve) => front.server.listen(0, "127.0.0.1", resolve));
  return (front.server.address() as AddressInfo).port;
}
afterEach(() => {
  vi.useRealTimers();
  for (const socket of sockets.splice(0)) socket.destroy();
  front.server.closeAllConnections();
  front.server.close();
});

function open(port: number, text: string) {
  const socket = connect(port, "127.0.0.1", () => socket.write(text));
  sockets.push(socket);
  const said = { text: "" };
  socket
    .on("error", () => undefined)
    .on("data", (chunk) => {
      said.text += chunk;
    });
  const closed = new Promise<string>((resolve) => socket.once("close", () => resolve(said.text)));
  return { socket, said, closed };
}
const post = (more: string) => `POST /api/hooks/ep_1 HTTP/1.1\r\nhost: x\r\n${more}`;
const hook = (port: number, body: string) =>
  fetch(`http://127.0.0.1:${port}/api/hooks/ep_1?x=1`, { method: "POST", body });

test("hands webhooks to the door and the rest on", async () => {
  const port = await listen();
  expect(await (await hook(port, "hello")).json()).toEqual({ bytes: 5 });
  expect(await (await fetch(`http://127.0.0.1:${port}/api/hooks/ep_1`)).text()).toBe("page");
  const repeated = open(
    port,
    post("x-twice: a\r\nx-twice: b\r\nconnection: close\r\ncontent-length: 1\r\n\r\nc"),
  );
  expect(await repeated.closed).toMatch(/^HTTP\/1.1 200 /);
  expect(received).toEqual(["hello", "a, bc"]);
  expect(errors).toEqual([]);
});

test("what cannot be read is answered and closed", async () => {
  const port = await listen();
  const [malformed, large] = await Promise.all([
    open(port, "no http\r\n\r\n").closed,
    open(port, post(`x: ${"x".repeat(20_000)}\r\n\r\n`)).closed,
  ]);
  expect(malformed).toMatch(/^HTTP\/1.1 400 /);
  expect(large).toMatch(/^HTTP\/1.1 431 /);
  expect(received).toEqual([]);
  expect(errors).toEqual([]);
});

test("what does not come to its end is answered and closed", async () => {
  const port = await listen(Promise.resolve(), { headers: 100, request: 200 });
  const [silent, trickling] = await Promise.all([
    open(port, post("")).closed,
    open(port, post("content-length: 10\r\n\r\n12345")).closed,
  ]);
  expect(silent).toMatch(/^HTTP\/1.1 408 /);
  expect(trickling).toMatch(/^HTTP\/1.1 408 /);
  expect(received).toEqual([]);
  expect(errors).toEqual([]);
});

test("a body over the cap is refused, by its announced length before it comes", async () => {
  const port = await listen();
  const announced = open(port, post(`content-length: ${MAX_BODY_BYTES + 1}\r\n\r\n`));
  await expect
    .poll(() => announced.said.text)
    .toMatch(/^HTTP\/1.1 413 .*connection: close.*larger than 1000/is);
  const chunk = "x".repeat(600);
  const chunks = `258\r\n${chunk}\r\n`.repeat(2);
  const chunked = open(port, post(`transfer-encoding: chunked\r\n\r\n${chunks}`));
  await expect.poll(() => chunked.said.text).toMatch(/^HTTP\/1.1 413 /);
  expect((await hook(port, "x".repeat(MAX_BODY_BYTES))).status).toBe(200);
  expect((await hook(port, "x".repeat(50 * MAX_BODY_BYTES))).status).toBe(413);
  expect(received).toHaveLength(1);
});

test("a client that goes away is no error", async () => {
  let openGate = () => undefined as unknown;
  const port = await listen(
    new Promise<void>((resolve) => {
      openGate = resolve;
    }),
  );
  const half = open(port, post("content-length: 10\r\n\r\n12345"));
  const whole = open(port, post("content-length: 5\r\n\r\n12345"));
  await expect.poll(() => received.length).toBe(1);
  half.socket.resetAndDestroy();
  whole.socket.resetAndDestroy();
  await expect
    .poll(() => new Promise((resolve) => front.server.getConnections((_, count) => resolve(count))))
    .toBe(0);
  openGate();
  expect((await hook(port, "still here")).status).toBe(200);
  expect(errors).toEqual([]);
});

test("a bug behind a door is told and answered with 500", async () => {
  const port = await listen();
  expect((await hook(port, "")).status).toBe(500);
  expect((await fetch(`http://127.0.0.1:${port}/bug`)).status).toBe(500);
  expect(errors).toHaveLength(2);
});

test("an address that cannot be decoded is a client's mistake", async () => {
  const port = await listen();
  const { closed } = open(port, "POST /api/hooks/ep_1%ff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  expect(await closed).toMatch(/^HTTP\/1.1 400 /);
  expect((await fetch(`http://127.0.0.1:${port}/a%20b`)).status).toBe(200);
  expect(errors).toEqual([]);
});

/** The clock stands, for what sets a timer from now on. */
const stopClock = () => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });

test("a drain finishes what is under way and waits for no stream, then closes streams and idle connections", async () => {
  let openGate = () => undefined as unknown;
  const port = await listen(
    new Promise<void>((resolve) => {
      openGate = resolve;
    }),
  );
  const stream = open(port, "GET /stream HTTP/1.1\r\nhost: x\r\n\r\n");
  await expect.poll(() => stream.said.text).toContain("open");
  const waiting = open(port, post("content-length: 5\r\n\r\n12345"));
  await expect.poll(() => received.length).toBe(1);
  const seen: string[] = [];
  stopClock();
  const drained = front.drain(async () => {
    seen.push(waiting.said.text);
  });
  await expect(hook(port, "late")).rejects.toThrow();
  expect(seen).toEqual([]);
  openGate();
  // As soon as the one request is answered, without a moment going by.
  await expect.poll(() => seen).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  await drained;
  expect(await waiting.closed).toMatch(/^HTTP\/1.1 200 .*connection: close/is);
  await stream.closed;
});

test("a drain does not wait for ever for what cannot be let go", async () => {
  const port = await listen();
  const stream = open(port, "GET /stream HTTP/1.1\r\nhost: x\r\n\r\n");
  await expect.poll(() => stream.said.text).toContain("open");
  stopClock();
  const drained = front.drain(() => new Promise<never>(() => undefined));
  await vi.advanceTimersByTimeAsync(10_000);
  await drained;
  await stream.closed;
});
