/** For chaos tests: counts the calls it gets per event. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Receiver {
  host: string;
  /** Calls by event id. */
  calls: ReadonlyMap<string, number>;
  close(): void;
}

export async function startReceiver(delayMs: number): Promise<Receiver> {
  const calls = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray().catch(() => []);
    if (chunks.length === 0) return response.end();
    const { event_id: id } = JSON.parse(Buffer.concat(chunks).toString()) as { event_id: string };
    calls.set(id, (calls.get(id) ?? 0) + 1);
    setTimeout(() => {
      response.setHeader("content-type", "application/json").end('{"ok":true}');
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
