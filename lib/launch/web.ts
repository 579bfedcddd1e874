/** The web process: it owns the port and answers webhooks itself; everything else it hands on to its pages process. */
import { openDoor } from "@/lib/server/hooks/door";
import { MAX_BODY_BYTES } from "@/lib/server/hooks/receive-delivery";
import { liveWithParent, tellReady } from "./child-life";
import { createFrontServer } from "./front-server";
import { createPagesProxy } from "./pages-proxy";
import { newPagesSocket } from "./pages-socket";
import { keepPages, saySignIn } from "./roles";

const DEFAULT_MAX_CONNECTIONS = 4_096;

const door = openDoor(process.env);
const socket = newPagesSocket();
const proxy = createPagesProxy({ socketPath: socket.path, onChange: door.endpoints.clear });
const pages = keepPages(process.env, {
  socketPath: socket.path,
  onEnded() {
    proxy.close();
    // Else the next one could not listen there.
    socket.clear();
  },
  onReadyAgain({ signInUrl }) {
    proxy.open();
    saySignIn(signInUrl ?? null);
  },
});

const { server, drain } = createFrontServer({
  receive: door.receiveDelivery,
  handle: proxy.handle,
  maxBodyBytes: MAX_BODY_BYTES,
  maxConnections: Number(process.env.HOOKLINE_MAX_CONNECTIONS) || DEFAULT_MAX_CONNECTIONS,
  onError: (error) => door.logger.error({ err: error }, "a request could not be answered"),
});
server.on("upgrade", proxy.upgrade);

liveWithParent(() =>
  drain(async () => {
    await pages.stop();
    socket.remove();
    await door.close();
  }),
);

// Deliveries are accepted from here on, before there are pages.
await new Promise<void>((resolve, reject) => {
  server.once("error", reject);
  server.listen(Number(process.env.PORT), process.env.HOST ?? "127.0.0.1", resolve);
});
const { signInUrl } = await pages.ready;
proxy.open();
tellReady({ signInUrl });
