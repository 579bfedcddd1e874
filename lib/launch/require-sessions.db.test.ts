import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { requireSessions } from "./require-sessions";

const hasPgBouncer = spawnSync("pgbouncer", ["--version"], { stdio: "ignore" }).status === 0;

/** Not the one that others clone: it cannot be cloned while anybody is connected to it. */
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("a database that is reached directly is fine", async () => {
  await requireSessions(database.url);
});

describe.skipIf(!hasPgBouncer)(
  `through PgBouncer${hasPgBouncer ? "" : " (it is not installed here)"}`,
  () => {
    const directory = mkdtempSync(path.join(tmpdir(), "hookline-pool-"));
    const started: ChildProcess[] = [];
    beforeAll(() => chmodSync(directory, 0o755));
    afterAll(() => {
      for (const child of started) child.kill("SIGKILL");
      rmSync(directory, { recursive: true, force: true });
    });

    async function freePort(): Promise<number> {
      const probe = createServer().listen(0, "127.0.0.1");
      await once(probe, "listening");
      const { port } = probe.address() as AddressInfo;
      probe.close();
      return port;
    }

    /** The address of the test cluster behind a pool of that mode. */
    async function poolUrl(mode: "session" | "transaction"): Promise<string> {
      const url = new URL(database.url);
      // The pool is a port, not a socket file.
      url.searchParams.delete("host");
      const port = await freePort();
      const users = path.join(directory, "users");
      const settings = path.join(directory, mode);
      writeFileSync(users, `"${url.username}" "${url.password}"\n`);
      writeFileSync(
        settings,
        `[databases]\n* = host=${url.hostname} port=${url.port}\n[pgbouncer]\nlisten_addr=127.0.0.1\nlisten_port=${port}\nunix_socket_dir=\nauth_type=plain\nauth_file=${users}\npool_mode=${mode}\n`,
      );
      const as = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
      const child = spawn("pgbouncer", [...as, settings], { stdio: ["ignore", "ignore", "pipe"] });
      started.push(child);
      await new Promise<void>((resolve, reject) => {
        child.stderr?.on("data", (chunk) => String(chunk).includes("process up") && resolve());
        child.once("exit", () => reject(new Error("PgBouncer did not start.")));
      });
      url.port = String(port);
      return url.href;
    }

    test("session mode is fine", async () => {
      await requireSessions(await poolUrl("session"));
    });
    test("transaction mode is refused, with what to set", async () => {
      await expect(requireSessions(await poolUrl("transaction"))).rejects.toThrow(
        /transaction mode.*DATABASE_DIRECT_URL/,
      );
    });
  },
);
