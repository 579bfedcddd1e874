/**
 * The fetch that every action gets. Each hop is resolved and checked before it is connected to, the connection goes to the very address
 * that was checked, redirects are followed here (so each target is checked too), and an answer larger than the cap is cut off with an
 * error.
 */
import { Agent, buildConnector, type Dispatcher } from "undici";
import { parseUrl } from "../base/parse-url";
import type { AllowHosts } from "./allow-hosts";
import { BAD_PORTS } from "./bad-ports";
import { BufferedResponse } from "./buffered-response";
import { type Answer, type Exchange, exchange } from "./exchange";
import { createResolveHost, type ResolveHost } from "./resolve-host";

export interface GuardOptions {
  allowHosts: AllowHosts;
  /** Default 5. */
  maxRedirects?: number;
  /** Default 5 MiB. */
  maxResponseBytes?: number;
  resolveHost?: ResolveHost;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Not sent on to another origin. */
const PRIVATE_HEADERS = ["authorization", "cookie", "proxy-authorization", "idempotency-key"];
const CONNECTIONS_PER_ORIGIN = 64;
const CONNECT_TIMEOUT_MS = 10_000;

export function createGuardedFetch(options: GuardOptions): typeof fetch {
  const guard = {
    maxRedirects: options.maxRedirects ?? 5,
    maxResponseBytes: options.maxResponseBytes ?? 5 * 1024 * 1024,
    resolveHost: options.resolveHost ?? createResolveHost({ allowHosts: options.allowHosts }),
    agent: createAgent(options.resolveHost ?? createResolveHost({ allowHosts: options.allowHosts })),
  };
  return async (resource, init) =>
    follow(
      simpleHop(resource, init) ?? (await hopOf(new Request(resource, { ...init, redirect: "manual" }))),
      guard,
    );
}

interface Guard {
  maxRedirects: number;
  maxResponseBytes: number;
  resolveHost: ResolveHost;
  agent: Dispatcher;
}

/** Every new connection, also to a literal address, asks the guard first and goes to the address that the guard answered. */
function createAgent(resolveHost: ResolveHost): Dispatcher {
  return new Agent({
    connections: CONNECTIONS_PER_ORIGIN,
    connect: (connectOptions, callback) => connectChecked(resolveHost, connectOptions, callback),
  });
}

type ConnectOptions = { hostname: string; port: string; protocol: string };
type ConnectCallback = (...result: [Error, null] | [null, never]) => void;

async function connectChecked(resolveHost: ResolveHost, target: unknown, callback: unknown): Promise<void> {
  const { hostname, port, protocol } = target as ConnectOptions;
  const done = callback as ConnectCallback;
  try {
    const pinned = await resolveHost(hostname, Number(port) || (protocol === "https:" ? 443 : 80));
    const connector = buildConnector({
      timeout: CONNECT_TIMEOUT_MS,
      lookup: (_host, lookupOptions, answer) =>
        lookupOptions.all ? answer(null, [pinned]) : answer(null, pinned.address, pinned.family),
    });
    connector(target as never, done as never);
  } catch (error) {
    done(error as Error, null);
  }
}

const SIMPLE_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** The usual call, without the cost of a Request. Null for all that a Request has to make sense of, or refuse. */
function simpleHop(resource: RequestInfo | URL, init: RequestInit = {}): Exchange | null {
  const { method = "GET", body = null, signal = null } = init;
  const isText = body === null || typeof body === "string";
  if (resource instanceof Request || !isText || !SIMPLE_METHODS.has(method)) return null;
  const url = parseUrl(String(resource));
  if (url === null || (body !== null && (method === "GET" || method === "HEAD"))) return null;
  const headers = new Headers(init.headers);
  if (body !== null && !headers.has("content-type")) headers.set("content-type", "text/plain;charset=UTF-8");
  return { url, method, headers, body, signal };
}

async function hopOf(request: Request): Promise<Exchange> {
  const { url, method, headers, signal } = request;
  const body = request.body === null ? null : new Uint8Array(await request.arrayBuffer());
  return { url: new URL(url), method, headers: new Headers(headers), body, signal };
}

async function follow(first: Exchange, guard: Guard): Promise<Response> {
  let request = first;
  for (let redirects = 0; ; redirects++) {
    const answer = await send(request, guard);
    const location = REDIRECTS.has(answer.status) ? answer.headers.get("location") : null;
    if (location === null) return responseOf(answer, request.method);
    if (redirects >= guard.maxRedirects)
      throw new Error(`More than ${guard.maxRedirects} redirects; the last one led to ${location}.`);
    request = nextHop(request, answer.status, location);
  }
}

async function send(hop: Exchange, guard: Guard): Promise<Answer> {
  const { url, signal } = hop;
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new Error(`${url.protocol} cannot be called.`);
  if (url.username !== "" || url.password !== "")
    throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${url}`);
  if (BAD_PORTS.has(url.port)) throw new Error(`${url.host} could not be reached: bad port.`);
  try {
    return await exchange(guard.agent, hop, guard.maxResponseBytes);
  } catch (error) {
    throw signal?.aborted ? signal.reason : causeOf(error as Error, url);
  }
}

/** Only the reason, with its code, helps anybody. */
function causeOf(cause: Error, url: URL): Error {
  if (cause.name === "RefusedHostError") return cause;
  const code = "code" in cause ? ` (${String(cause.code)})` : "";
  return new Error(`${url.host} could not be reached: ${cause.message || cause.name}${code}.`, { cause });
}

function nextHop(hop: Exchange, status: number, location: string): Exchange {
  const url = new URL(location, hop.url);
  const headers = new Headers(hop.headers);
  if (url.origin !== hop.url.origin) for (const name of PRIVATE_HEADERS) headers.delete(name);
  // As browsers do: 303, and 301 and 302 after a POST, go on as GET.
  const toGet = status === 303 || (hop.method === "POST" && status < 303);
  if (!toGet) return { ...hop, url, headers };
  for (const name of ["content-type", "content-length"]) headers.delete(name);
  return { ...hop, url, headers, method: "GET", body: null };
}

const BODILESS = new Set([204, 205, 304]);

function responseOf({ body, ...head }: Answer, method: string): Response {
  if (method === "HEAD" || BODILESS.has(head.status)) return new Response(null, head);
  return new BufferedResponse(body, head);
}
