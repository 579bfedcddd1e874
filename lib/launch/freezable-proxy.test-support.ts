/** For chaos tests: a way to a server that can stop to carry anything, as a network does that loses its packets, or a machine that hangs. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

export interface FreezableProxy {
  port: number;
  /** From now on connections are taken and hold, and nothing comes through. */
  freeze(): void;
  /** What was held back is carried now. */
  thaw(): void;
  close(): void;
}

export async function startFreezableProxy(to: { host: string; port: number }): Promise<FreezableProxy> {
  const pairs = new Set<[Socket, Socket]>();
  let frozen = false;
  const carry = ([here, there]: [Socket, Socket]) => {
    here.pipe(there);
    there.pipe(here);
  };
  const hold = (pair: [Socket, Socket]) => {
    for (const socket of pair) socket.unpipe().pause();
  };
  const server = createServer((here) => {
    const pair: [Socket, Socket] = [here, connect(to)];
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.setNoDelay(true).on("error", end).on("close", end);
    if (frozen) hold(pair);
    else carry(pair);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      frozen = true;
      for (const pair of pairs) hold(pair);
    },
    thaw() {
      frozen = false;
      for (const pair of pairs) carry(pair);
    },
    close() {
      server.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
    },
  };
}
