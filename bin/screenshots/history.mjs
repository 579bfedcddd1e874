/** Runs of the last day, written into the database as workers would have left them; the rest of the data is made by the product itself. */
const HOUR_MS = 3_600_000;
const PEOPLE = [
  "maya@hillcrest",
  "dan@oldmill",
  "sofia@atelier-nord",
  "jun@hikari",
  "lucas@vinterhus",
  "priya@brightwater",
  "noah@redleaf",
];
const PATHS = [
  "/pricing",
  "/docs/webhooks",
  "/pricing?plan=team",
  "/docs/quickstart",
  "/customers/hikari",
  "/unsubscribe",
];
/** How busy each hour is, the last one being the newest. */
const DAY = [3, 4, 4, 5, 6, 8, 7, 6, 5, 3, 2, 2, 3, 5, 6, 7, 9, 11, 12, 14, 19, 15, 17, 9];

/** Always the same for the same seed, so that pictures differ only where the product does. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const INSERT = `
insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output, error, person_id, person_email, url, created_at,
  started_at, finished_at)
select r.id, $1, $2, $3, 'evt_' || substr(r.id, 5), r.status, '{}', r.error, r.email, r.email, r.url, r.at, r.at, r.at + interval '700 ms'
from jsonb_to_recordset($4::jsonb) as r (id text, status text, error jsonb, email text, url text, at timestamptz)`;

/** `newId`: of lib/base/ids. `last`: what the newest run came to. */
export async function writeHistory(client, { workspaceId, workflowId, versionId, plan, newId, seed }) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const now = Date.now();
  const share = plan.runs / DAY.reduce((sum, part) => sum + part, 0);
  const runs = DAY.flatMap((part, index) => {
    const hoursAgo = DAY.length - 1 - index;
    const count = Math.round(part * share * (0.7 + 0.6 * next()));
    const from = Math.floor(now / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS;
    const to = hoursAgo === 0 ? now - 60_000 : from + HOUR_MS;
    return Array.from({ length: to > from ? count : 0 }, () => {
      const failed = next() < (plan.failing?.[hoursAgo] ?? 0);
      return {
        at: from + next() * (to - from),
        status: failed ? "failed" : next() < 0.2 ? "filtered" : "completed",
      };
    });
  });
  if (runs.length > 0) runs.push({ at: now - (2 + seed) * 61_000, status: plan.last ?? "completed" });
  const rows = runs.map(({ at, status }) => ({
    id: newId("run", at),
    status,
    error: status === "failed" ? { message: "Slack refused: channel_not_found" } : null,
    email: `${pick(PEOPLE)}.example`,
    url: `https://shop.example.com${pick(PATHS)}`,
    at: new Date(at).toISOString(),
  }));
  await client.query(INSERT, [workspaceId, workflowId, versionId, JSON.stringify(rows)]);
}

/** Signed as Customer.io signs; the product does the rest. */
export const clickOf = (number, path, more = {}) => ({
  event_id: `screenshots-${number}`,
  object_type: "email",
  metric: "clicked",
  timestamp: Math.floor(Date.now() / 1000),
  data: {
    campaign_id: 23,
    identifiers: {
      id: `cust_${number}`,
      email: `${PEOPLE[number % PEOPLE.length]}.example`,
      cio_id: `d9c${number}`,
    },
    delivery_id: `RPIL${number}`,
    recipient: `${PEOPLE[number % PEOPLE.length]}.example`,
    subject: "Your trial ends in 3 days",
    href: `https://shop.example.com${path}`,
    link_id: number,
    machine: false,
    ...more,
  },
});
