/** The web process: the front server, Next.js behind it, and the webhook door in front. */
import next from "next";
import { closeApp, getApp } from "@/lib/server/app";
import { MAX_BODY_BYTES } from "@/lib/server/hooks/receive-delivery";
import { startWeb } from "@/lib/server/start-web";
import { liveWithParent, tellReady } from "./child-life";
import { createFrontServer } from "./front-server";

const DEFAULT_MAX_CONNECTIONS = 4_096;

const port = Number(process.env.PORT);
const hostname = process.env.HOST ?? "127.0.0.1";
const app = next({ dev: process.env.HOOKLINE_DEV === "1", dir: process.cwd(), hostname, port });
const { signInUrl } = await startWeb();
await app.prepare();

const { server, drain } = createFrontServer({
  // The same function as the route file's, without Next.js in between.
  receive: getApp().receiveDelivery,
  handle: app.getRequestHandler(),
  maxBodyBytes: MAX_BODY_BYTES,
  maxConnections: Number(process.env.HOOKLINE_MAX_CONNECTIONS) || DEFAULT_MAX_CONNECTIONS,
  onError: (error) => getApp().logger.error({ err: error }, "a request could not be answered"),
});
const upgrade = app.getUpgradeHandler();
server.on("upgrade", (request, socket, head) => {
  socket.on("error", () => undefined);
  upgrade(request, socket, head).catch(() => socket.destroy());
});

liveWithParent(() => drain(closeApp));

await new Promise<void>((resolve, reject) => {
  server.once("error", reject);
  server.listen(port, hostname, resolve);
});
tellReady({ signInUrl });
