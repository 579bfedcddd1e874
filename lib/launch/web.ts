/**
 * The web process: a small front server owns the port. It answers webhooks itself, without Next.js' millisecond, through the same function
 * as the route file, and hands everything else on.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { closeApp } from "@/lib/server/app";
import { prepareFirstStart } from "@/lib/server/first-start";
import { receiveDelivery } from "@/lib/server/hooks/receive-delivery";
import { liveWithParent, tellReady } from "./child-life";

const HOOK = /^\/api\/hooks\/([\w-]{1,100})\/?(?:\?.*)?$/;
const CLOSE_MS = 500;

const port = Number(process.env.PORT);
const hostname = process.env.HOST ?? "127.0.0.1";
const app = next({ dev: process.env.HOOKLINE_DEV === "1", dir: process.cwd(), hostname, port });
const { signInUrl } = await prepareFirstStart();
await app.prepare();
const handle = app.getRequestHandler();

const server = createServer((request, response) => {
  const endpointId = request.method === "POST" ? HOOK.exec(request.url ?? "")?.[1] : undefined;
  if (endpointId === undefined) void handle(request, response);
  else void answerHook(endpointId, request, response);
});
// A sender that trickles its bytes must not hold a connection for ever.
server.requestTimeout = 60_000;
server.on("upgrade", app.getUpgradeHandler());

async function answerHook(
  endpointId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  const { status, body } = await receiveDelivery({ endpointId, headers, body: request });
  // After a body over the cap the rest is not read, so the connection cannot be used again.
  if (status === 413) response.setHeader("connection", "close");
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

liveWithParent(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  await closeApp();
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), CLOSE_MS).unref();
  await closed;
});

await new Promise<void>((resolve, reject) => {
  server.once("error", reject);
  server.listen(port, hostname, resolve);
});
tellReady({ signInUrl });
