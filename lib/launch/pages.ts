/**
 * The process behind the web process that has Next.js: pages and the API. It has its own, so that no page that is put together holds up
 * an acknowledgement, and none that crashes ends one; and because what Next.js follows through every promise costs each delivery, too.
 */
import { createServer } from "node:http";
import next from "next";
import { closeApp, getApp } from "@/lib/server/app";
import { startWeb } from "@/lib/server/start-web";
import { answerSafely } from "./answer-safely";
import { liveWithParent, tellReady } from "./child-life";
import { trackRequests } from "./drain";

/** Room for what the web process adds to the heads that it lets through. */
const MAX_HEADER_BYTES = 32 * 1024;

const port = Number(process.env.PORT);
const hostname = process.env.HOST ?? "127.0.0.1";
const app = next({ dev: process.env.HOOKLINE_DEV === "1", dir: process.cwd(), hostname, port });
const { signInUrl } = await startWeb();
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();

// Its only client is the web process, which has the time-outs; a connection that this side closed might be used just then.
const server = createServer({
  requestTimeout: 0,
  headersTimeout: 0,
  keepAliveTimeout: 0,
  maxHeaderSize: MAX_HEADER_BYTES,
});
const drain = trackRequests(server);
server.on("request", (request, response) =>
  answerSafely(response, () => handle(request, response), {
    tell: (error) => getApp().logger.error({ err: error }, "a request could not be answered"),
    say: (text) => response.writeHead(500, { "content-type": "text/plain" }).end(text),
  }),
);
server.on("upgrade", (request, socket, head) => {
  socket.on("error", () => undefined);
  upgrade(request, socket, head).catch(() => socket.destroy());
});

liveWithParent(() => drain(closeApp));

await new Promise<void>((resolve, reject) => {
  server.once("error", reject);
  server.listen(process.env.HOOKLINE_PAGES_SOCKET, resolve);
});
tellReady({ signInUrl });
