/** Two web and three worker processes on one PostgreSQL, as docs/scaling.md starts them; one of each is killed in the middle of a burst. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import {
  ask,
  family,
  type Hook,
  killFamily,
  killHard,
  publishExample,
  type Started,
  sendClick,
  sendUntilTaken,
  startHookline,
} from "./chaos.test-support";
import { type Receiver, startReceiver } from "./test-receiver";

const EVENTS = 400;
const KILL_AT = 150;
const SENDERS_PER_WEB = 8;
const READY = /ready at (http:\/\/\S+)/;
const LINK = /(http:\/\/\S+\/welcome\?token=\S+)/;
let database: TestDatabase;
let receiver: Receiver;
let env: Record<string, string>;
const started = new Set<Started>();

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startReceiver(20);
  env = {
    DATABASE_URL: database.url,
    HOOKLINE_SECRET: randomBytes(32).toString("base64"),
    HOOKLINE_ALLOW_HOSTS: receiver.host,
    HOOKLINE_LOG_LEVEL: "error",
  };
});
afterAll(async () => {
  await Promise.all([...started].map(killFamily));
  receiver.close();
  await database.drop();
});

function start(role: "web" | "worker", more: Record<string, string> = {}): Started {
  const one = startHookline(["--role", role], { ...env, ...more });
  started.add(one);
  void one.exited.then(() => started.delete(one));
  return one;
}

const startWorkers = (count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const worker = start("worker");
      await worker.until(/The worker is ready/);
      return worker;
    }),
  );

/** Every event until it is accepted: refused or unanswered ones are sent again under their old id, and a dead web's share goes to another, as a balancer does. */
async function burst(
  ids: readonly string[],
  to: { webs: readonly string[]; hook: Hook; onAccepted: (count: number) => void },
): Promise<void> {
  const waiting = [...ids];
  let accepted = 0;
  const sender = async (own: number) => {
    let web = own;
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const { status } = await sendClick(to.webs[web] as string, to.hook, id);
      if (status === 200) to.onAccepted(++accepted);
      else waiting.push(id);
      if (status === 0) web = (web + 1) % to.webs.length;
    }
  };
  await Promise.all(
    Array.from({ length: to.webs.length * SENDERS_PER_WEB }, (_, index) => sender(index % to.webs.length)),
  );
}

/** One event id, five times at each web at once. */
const sendCopies = (webs: readonly string[], hook: Hook) =>
  Promise.all(
    webs.flatMap((web) =>
      Array.from({ length: 5 }, () => sendUntilTaken(() => sendClick(web, hook, "the-same"))),
    ),
  );

const RUNS = `select e.external_event_id as id, array_agg(r.status) as runs,
  coalesce((select array_agg(a.status order by a.number) from attempt a join run x on x.id = a.run_id where x.event_id = e.id and a.node_id = 'http'), '{}') as attempts
from event e left join run r on r.event_id = e.id group by e.id`;

/** Statuses of each event's runs, and of the attempts of their HTTP step, in order; a first try that completed has no row. */
async function readRuns(): Promise<Map<string, { runs: string[]; attempts: string[] }>> {
  const rows = await ask(database.url, RUNS);
  return new Map(
    rows.map(({ id, ...seen }) => [id as string, seen as { runs: string[]; attempts: string[] }]),
  );
}

const unfinished = async (): Promise<number> =>
  Number((await ask(database.url, "select count(*) from run where status <> 'completed'"))[0]?.count);

test.skipIf(process.platform !== "linux")(
  "one of two webs and one of three workers are killed: nothing accepted is lost, and each event runs once",
  async () => {
    const first = start("web");
    const a = await first.until(READY);
    const link = await first.until(LINK);
    const [second, [doomed]] = await Promise.all([
      (async () => {
        const web = start("web");
        await web.until(READY);
        return web;
      })(),
      startWorkers(3),
    ]);
    const b = await second.until(READY);
    expect(b).not.toBe(a);
    const hook = await publishExample(a, receiver.host);

    const copies = await sendCopies([a, b], hook);
    const said = copies.map(({ body }) => body.status).sort();
    // One that was refused may have been stored after its answer, and is a duplicate of itself when it is sent again.
    const isOwnDuplicate = said[0] === "duplicate" && copies.some(({ refused }) => refused);
    expect(said.slice(1)).toEqual(Array(9).fill("duplicate"));
    expect(said[0] === "accepted" || isOwnDuplicate, JSON.stringify(copies)).toBe(true);
    expect(new Set(copies.map(({ body }) => body.eventId)).size).toBe(1);
    // Its one call is over before anything is killed: a worker that dies with it under way would rightly have it called again.
    await expect.poll(unfinished, { timeout: 30_000 }).toBe(0);

    const ids = Array.from({ length: EVENTS }, (_, index) => `burst-${index}`);
    const killed: Promise<void>[] = [];
    await burst(ids, {
      webs: [a, b],
      hook,
      onAccepted: (count) => {
        if (count === KILL_AT) killed.push(killFamily(second), killFamily(doomed as Started));
      },
    });
    await Promise.all(killed);

    // The killed web comes back by its command, while the two workers that are left go on.
    const again = start("web", { PORT: new URL(b).port });
    expect(await again.until(READY)).toBe(b);
    const later = await sendCopies([a, b], hook);
    expect(new Set(later.map(({ body }) => `${body.status} ${body.eventId}`))).toEqual(
      new Set([`duplicate ${copies[0]?.body.eventId}`]),
    );

    // One that dies under its supervisor is started again by it, at its old address.
    for (const pid of family(first.child.pid ?? 0).slice(1)) killHard(pid);
    await expect
      .poll(async () => (await sendClick(a, hook, "after-all")).status, { timeout: 20_000 })
      .toBe(200);

    await expect.poll(unfinished, { timeout: 30_000 }).toBe(0);
    const runs = await readRuns();
    expect([...runs.keys()].sort()).toEqual([...ids, "the-same", "after-all"].sort());
    for (const [id, seen] of runs) {
      expect(seen.runs, id).toEqual(["completed"]);
      const calls = receiver.calls.get(id) ?? 0;
      expect(calls, id).toBeGreaterThan(0);
      // Called again only where the run says so.
      if (calls > 1) expect(seen.attempts, id).toEqual(["interrupted", "completed"]);
      else expect([[], ["interrupted", "completed"]], id).toContainEqual(seen.attempts);
    }
    expect(receiver.calls.get("the-same")).toBe(1);

    // What the first process printed at its start still lets the owner in, after three more starts of a web.
    const visit = await fetch(link, { redirect: "manual" });
    expect([visit.status, visit.headers.get("location")]).toEqual([303, "/workflows"]);

    const left = [...started];
    for (const { child } of left) child.kill("SIGTERM");
    expect(await Promise.all(left.map(({ exited }) => exited))).toEqual([0, 0, 0, 0]);
  },
);
