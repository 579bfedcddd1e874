/** What this machine can accept at all: the same load against limit-server.mjs on an embedded PostgreSQL with its usual settings. */
import { register } from "tsx/esm/api";
import { startChild } from "./child.mjs";
import { newDataDirectory, removeDirectory } from "./product.mjs";

/** Calls `measure` with {hook, key} of the running server. */
export async function withLimit(measure) {
  register();
  const { startCluster } = await import("../lib/launch/postgres/cluster.ts");
  const data = newDataDirectory();
  const cluster = await startCluster({ dataDirectory: data });
  const server = startChild("limit-server.mjs");
  try {
    const hook = await server.ask("listen", cluster.url);
    return await measure({ hook, key: "not looked at" });
  } finally {
    server.stop();
    await cluster.stop();
    removeDirectory(data);
  }
}
