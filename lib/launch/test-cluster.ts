/** vitest's global setup for tests that need PostgreSQL: one embedded cluster for all, migrated once; each test clones it. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "./migrate";
import { startCluster } from "./postgres/cluster";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated database that is only ever cloned. */
    templateUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), "hookline-test-"));
  // Where tests run as root, PostgreSQL's own user must be able to enter.
  chmodSync(dataDirectory, 0o755);
  const cluster = await startCluster({
    dataDirectory,
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"],
  });
  await migrate(cluster.url);
  project.provide("templateUrl", cluster.url);
  return async () => {
    await cluster.stop();
    for (const directory of [dataDirectory, cluster.elsewhere])
      if (directory !== null) rmSync(directory, { recursive: true, force: true });
  };
}
