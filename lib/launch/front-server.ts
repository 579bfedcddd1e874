/**
 * Owns the port. It answers webhooks itself, without Next.js' millisecond, and hands everything else on. Its limits are for the open
 * internet: nobody holds a connection by being slow, and nothing that a client does or leaves out ends the process.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerSafely } from "./answer-safely";
import { type Drain, trackRequests } from "./drain";
import { readRequest } from "./read-request";

export interface FrontServerOptions {
  receive(delivery: {
    endpointId: string;
    headers: Record<string, string>;
    body: Uint8Array;
  }): Promise<{ status: number; body: unknown }>;
  /** Everything that is no webhook. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  maxBodyBytes: number;
  maxConnections: number;
  /** In ms; tests shorten them. */
  timeouts?: { headers: number; request: number };
  onError(error: unknown): void;
}

export interface FrontServer {
  server: Server;
  drain: Drain;
}

const HOOK = /^\/api\/hooks\/([\w-]{1,100})\/?(?:\?.*)?$/;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than the 60 s of common load balancers: of the two, the balancer must be the one that closes an idle connection. */
const KEEP_ALIVE_MS = 65_000;
const CHECK_MS = 1_000;
const MAX_HEADER_BYTES = 16 * 1024;
/** Closing while a client still sends makes it miss the answer, so what it sends is thrown away for a while. */
const LINGER_MS = 1_000;

/** Malformed, late and oversized heads are answered by node:http itself: 400, 408 and 431, and closed. */
export function createFrontServer(options: FrontServerOptions): FrontServer {
  const server = createServer({
    headersTimeout: options.timeouts?.headers ?? HEADERS_TIMEOUT_MS,
    requestTimeout: options.timeouts?.request ?? REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: Math.min(CHECK_MS, options.timeouts?.headers ?? CHECK_MS),
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  server.maxConnections = options.maxConnections;
  const drain = trackRequests(server);
  server.on("request", (request, response) =>
    answerSafely(response, () => answerRequest({ options, request, response }), {
      tell: options.onError,
      say: (text) => answerJson(response, 500, { error: text }),
    }),
  );
  return { server, drain };
}

interface Exchange {
  options: FrontServerOptions;
  request: IncomingMessage;
  response: ServerResponse;
}

async function answerRequest(exchange: Exchange): Promise<void> {
  const { options, request, response } = exchange;
  const endpointId = request.method === "POST" ? HOOK.exec(request.url ?? "")?.[1] : undefined;
  if (endpointId !== undefined) return answerHook(endpointId, exchange);
  if (isReadable(request.url ?? "")) return options.handle(request, response);
  request.resume();
  answerJson(response, 400, { error: "The address holds a % that begins no character." });
}

/** Next.js answers 500 where a path cannot be decoded. */
function isReadable(url: string): boolean {
  if (!url.includes("%")) return true;
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

async function answerHook(endpointId: string, { options, request, response }: Exchange): Promise<void> {
  const body = await readRequest(request, options.maxBodyBytes);
  if (body === "gone") return;
  if (body === "too_large") {
    refuseBody(request, response, options.maxBodyBytes);
    return;
  }
  // node:http joins repeated headers itself; only set-cookie is a list, which no request has and no reader of deliveries looks at.
  const headers = request.headers as Record<string, string>;
  const answer = await options.receive({ endpointId, headers, body });
  answerJson(response, answer.status, answer.body);
}

function answerJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    "content-length": Buffer.byteLength(text),
    ...(status === 503 ? { "retry-after": "1" } : {}),
  });
  response.end(text);
}

function refuseBody(request: IncomingMessage, response: ServerResponse, maxBodyBytes: number): void {
  const text = JSON.stringify({ error: `The body is larger than ${maxBodyBytes} bytes.` });
  response.writeHead(413, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    connection: "close",
  });
  response.write(text);
  const end = () => {
    clearTimeout(late);
    response.end();
  };
  const late = setTimeout(end, LINGER_MS);
  request.once("end", end).once("close", end).resume();
}
