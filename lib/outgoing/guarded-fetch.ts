/**
 * The fetch that every action gets. Each hop is resolved and checked before it is connected to, the connection goes to the very address
 * that was checked, redirects are followed here (so each target is checked too), and an answer larger than the cap is cut off with an
 * error.
 */
import { Agent, buildConnector, type Dispatcher, fetch as undiciFetch } from "undici";
import type { AllowHosts } from "./allow-hosts";
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
const CONNECT_TIMEOUT_MS = 10_000;

export function createGuardedFetch(options: GuardOptions): typeof fetch {
  const guard = {
    maxRedirects: options.maxRedirects ?? 5,
    maxResponseBytes: options.maxResponseBytes ?? 5 * 1024 * 1024,
    resolveHost: options.resolveHost ?? createResolveHost({ allowHosts: options.allowHosts }),
    agent: createAgent(options.resolveHost ?? createResolveHost({ allowHosts: options.allowHosts })),
  };
  return async (resource, init) =>
    follow(new Request(resource, { ...init, redirect: "manual" }), init?.body ?? null, guard);
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

async function follow(first: Request, firstBody: BodyInit | null, guard: Guard): Promise<Response> {
  let request: Hop = {
    url: new URL(first.url),
    method: first.method,
    headers: new Headers(first.headers),
    body: first.body === null ? null : firstBody,
    signal: first.signal,
  };
  for (let redirects = 0; ; redirects++) {
    const answer = await send(request, guard);
    const location = REDIRECTS.has(answer.status) ? answer.headers.get("location") : null;
    if (location === null) return capped(answer, guard.maxResponseBytes);
    await answer.body?.cancel();
    if (redirects >= guard.maxRedirects)
      throw new Error(`More than ${guard.maxRedirects} redirects; the last one led to ${location}.`);
    request = nextHop(request, answer.status, location);
  }
}

interface Hop {
  url: URL;
  method: string;
  headers: Headers;
  body: BodyInit | null;
  signal: AbortSignal;
}

async function send(hop: Hop, guard: Guard): Promise<Response> {
  if (hop.url.protocol !== "https:" && hop.url.protocol !== "http:")
    throw new Error(`${hop.url.protocol} cannot be called.`);
  try {
    const answer = await undiciFetch(hop.url, {
      method: hop.method,
      headers: Object.fromEntries(hop.headers),
      body: hop.body as never,
      signal: hop.signal,
      redirect: "manual",
      dispatcher: guard.agent,
    });
    return answer as unknown as Response;
  } catch (error) {
    throw causeOf(error, hop.url);
  }
}

/** "fetch failed" helps nobody; the reason is in the cause. */
function causeOf(error: unknown, url: URL): unknown {
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) return error;
  const { cause } = error;
  if (cause.name === "RefusedHostError") return cause;
  const code = "code" in cause ? ` (${String(cause.code)})` : "";
  return new Error(`${url.host} could not be reached: ${cause.message || cause.name}${code}.`, { cause });
}

function nextHop(hop: Hop, status: number, location: string): Hop {
  const url = new URL(location, hop.url);
  const headers = new Headers(hop.headers);
  if (url.origin !== hop.url.origin) for (const name of PRIVATE_HEADERS) headers.delete(name);
  // As browsers do: 303, and 301 and 302 after a POST, go on as GET.
  const toGet = status === 303 || (hop.method === "POST" && status < 303);
  if (!toGet) return { ...hop, url, headers };
  for (const name of ["content-type", "content-length"]) headers.delete(name);
  return { ...hop, url, headers, method: "GET", body: null };
}

function capped(answer: Response, maxBytes: number): Response {
  if (answer.body === null) return new Response(null, answer);
  let size = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > maxBytes)
        controller.error(new Error(`The answer is larger than ${Math.round(maxBytes / 1024)} KiB.`));
      else controller.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(counter), {
    status: answer.status,
    statusText: answer.statusText,
    headers: [...answer.headers] as [string, string][],
  });
}
