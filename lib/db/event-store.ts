/** Ingest's EventStore on PostgreSQL. The commit of `record` is what the webhook's 200 means. */
import type { EventStore, HeldDelivery, NewDelivery, Recorded, StoredEndpoint } from "../ingest/event-store";
import { groupCommit } from "./group-commit";
import { inTransaction } from "./in-transaction";
import { createLaneBudget, type LaneBudget } from "./lane-budget";
import type { Notice } from "./notify";
import type { PostgresPool } from "./postgres-pool";
import { RUN_TASK, RUNS_PER_JOB } from "./run-task";

export function createEventStore({ pool, notices }: Pick<PostgresPool, "pool" | "notices">): EventStore {
  const budget = createLaneBudget();
  const findEndpoint = groupCommit(async (ids: string[]) => {
    const { rows } = await pool.query(findStatement([...new Set(ids)]));
    const found = new Map(rows.map((row) => [row.id, toEndpoint(row)]));
    return ids.map((id) => found.get(id) ?? null);
  });

  const record = groupCommit(async (deliveries: NewDelivery[]) => {
    const { rows } = await pool.query(recordStatement(deliveries, budget));
    await nameUnseen(pool, { rows, deliveries });
    notices.send(deliveries.map(noticeOf));
    const recorded = new Map(rows.map((row) => [row.id, row]));
    return deliveries.map(({ id }): Recorded => {
      const row = recorded.get(id);
      return { deliveryId: id, eventId: row?.event_id ?? null, duplicate: row?.status === "duplicate" };
    });
  });

  return {
    findEndpoint,
    record,
    async activateKey(endpointId, at) {
      await pool.query("update endpoint set key_active_at = $2 where id = $1 and key_active_at is null", [
        endpointId,
        at,
      ]);
    },
    async heldWithoutKey(endpointId, limit): Promise<HeldDelivery[]> {
      const { rows } = await pool.query(HELD, [endpointId, limit]);
      return rows.map((row) => ({
        id: row.id,
        eventId: row.event_id,
        headers: row.headers,
        body: row.body,
        receivedAt: row.received_at,
      }));
    },
    async settleHeld(held, outcome) {
      const recorded = await inTransaction(pool, async (client) => {
        // Whoever deletes the rows settles them; a second release at the same time finds none and writes nothing.
        const { rowCount } = await client.query(
          "delete from delivery where id = $1 and reason = 'no_signing_key'",
          [held.id],
        );
        await client.query("delete from event where id = $1 and held_reason = 'no_signing_key'", [
          held.eventId,
        ]);
        const { rows } =
          rowCount === 0 ? { rows: [] } : await client.query(recordStatement([outcome], budget));
        // It keeps the id it was held with, which may be older than what link-roll-up.ts has counted.
        await client.query("insert into link_late (event_id) values ($1) on conflict do nothing", [
          held.eventId,
        ]);
        return rows[0];
      });
      notices.send([noticeOf(outcome)]);
      return {
        deliveryId: held.id,
        eventId: recorded?.event_id ?? null,
        duplicate: recorded?.status === "duplicate",
      };
    },
  };
}

const ENDPOINTS = `
select e.id, e.workspace_id, e.integration_id, e.generated_key, e.pasted_key, e.key_active_at is not null as key_active,
  e.freshness_seconds,
  coalesce((select jsonb_agg(jsonb_build_object('workflowId', s.workflow_id, 'versionId', s.version_id, 'triggerType', s.trigger_type,
    'event', s.event, 'config', s.config)) from subscription s where s.endpoint_id = e.id and e.removed_at is null), '[]') as subscriptions
from endpoint e where e.id = any($1)`;

const HELD = `
select d.id, d.event_id, d.headers, d.body, d.received_at
from delivery d join event e on e.id = d.event_id
where e.endpoint_id = $1 and e.held_reason = 'no_signing_key' and d.body is not null
order by d.received_at, d.id limit $2`;

/*
 * One statement, so one transaction. The insert into event_key decides who is first: its unique index makes a second delivery of an event,
 * also one that comes at the same moment in another process, wait for the first commit and then insert nothing. Only events whose
 * key was claimed (or that have none) are inserted, and only their runs and jobs. A rollback leaves no job. A job carries up to $4 runs
 * of a workflow: at a trickle one each, in a burst many, so that the queue's own work does not grow with every event. The runs of the
 * workflows in $5 are too many for the queue just now (lane-budget.ts) and wait in the backlog. Whose event a duplicate repeats is looked up
 * for duplicates alone, so that the plan stays the same however many keys there are. Most events start nothing: the statement that can start runs
 * takes longer to begin by what storing an event takes, and the queue, asked to add no jobs, by ten times that.
 */
const STORE = `
with incoming as (
  select * from jsonb_to_recordset($1::jsonb) as d(id text, workspace_id text, endpoint_id text, status text, reason text, message text,
    body text, headers jsonb, received_at timestamptz, event_id text, external_event_id text, claims boolean, type text,
    event_status text, held_reason text, payload jsonb, person_id text, person_email text, url text, subject text,
    message_delivery_id text, occurred_at timestamptz)),
claimed as (
  insert into event_key (endpoint_id, external_event_id, event_id, received_at)
  select endpoint_id, external_event_id, event_id, received_at from incoming where claims and external_event_id is not null
  order by endpoint_id, external_event_id
  on conflict do nothing
  returning endpoint_id, external_event_id, event_id),
judged as (
  select i.*, not coalesce(i.claims, false) or i.external_event_id is null
    or i.event_id in (select event_id from claimed) as first from incoming i),
stored as (
  insert into event (id, workspace_id, endpoint_id, external_event_id, type, status, held_reason, payload, person_id, person_email, url,
    subject, message_delivery_id, occurred_at, received_at)
  select event_id, workspace_id, endpoint_id, external_event_id, type, event_status, held_reason, payload, person_id, person_email, url,
    subject, message_delivery_id, occurred_at, received_at from judged where first and event_id is not null),
kept as (
  insert into delivery (id, workspace_id, endpoint_id, status, reason, message, event_id, body, headers, received_at)
  select j.id, j.workspace_id, j.endpoint_id, case when first then status else 'duplicate' end, case when first then reason end,
    case when first then message else 'This event had come before; nothing was started again.' end,
    case when first then j.event_id else coalesce(
      (select c.event_id from claimed c where c.endpoint_id = j.endpoint_id and c.external_event_id = j.external_event_id),
      (select k.event_id from event_key k where k.endpoint_id = j.endpoint_id and k.external_event_id = j.external_event_id)) end,
    decode(j.body, 'base64'), j.headers, j.received_at
  from judged j
  returning id, status, event_id),
seen as (
  update endpoint e set last_event_at = greatest(e.last_event_at, x.at)
  from (select endpoint_id, max(received_at) as at from judged where first and claims group by endpoint_id) x
  where e.id = x.endpoint_id and (e.last_event_at is null or e.last_event_at < x.at - interval '5 seconds'))`;

const RECORD = `${STORE}
select id, status, event_id from kept`;

const RECORD_AND_START = `${STORE},
started as (
  insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output, person_id, person_email, url,
    created_at)
  select r.id, j.workspace_id, r.workflow_id, r.version_id, j.event_id, 'pending', r.trigger_output, j.person_id, j.person_email, j.url,
    j.received_at
  from jsonb_to_recordset($2::jsonb) as r(id text, event_id text, workflow_id text, version_id text, trigger_output jsonb)
  join judged j on j.event_id = r.event_id and j.first
  returning id, workflow_id),
parts as (
  select workflow_id, array_agg(id) as ids
  from (select id, workflow_id, (row_number() over (partition by workflow_id) - 1) / $4::int as part from started) numbered
  group by workflow_id, part),
jobs as (
  select count(*) from (select array_agg(
      ($3, to_json(ids), null, null, 25, null, null, array[workflow_id])::graphile_worker.job_spec) as specs
    from parts where workflow_id <> all($5::text[]) having count(*) > 0) wanted, graphile_worker.add_jobs(wanted.specs)),
later as (
  insert into run_backlog (workflow_id, run_ids) select workflow_id, ids from parts where workflow_id = any($5::text[]))
select id, status, event_id, (select count from jobs) from kept`;

/** Customer.io waits four seconds; an answer that comes later is none, and the event is a duplicate when it is sent again. */
const ANSWER_WITHIN_MS = 3_500;

const findStatement = (ids: string[]) => ({
  name: "find endpoints",
  query_timeout: ANSWER_WITHIN_MS,
  text: ENDPOINTS,
  values: [ids],
});

/** Named, so that each connection parses and plans it once. */
function recordStatement(deliveries: NewDelivery[], budget: LaneBudget) {
  const rows = JSON.stringify(deliveries.map(rowOf));
  const started = deliveries.flatMap(({ event }) => event?.runs.map(({ workflowId }) => workflowId) ?? []);
  const common = { query_timeout: ANSWER_WITHIN_MS };
  if (started.length === 0) return { ...common, name: "record deliveries", text: RECORD, values: [rows] };
  const runs = JSON.stringify(deliveries.flatMap(runRowsOf));
  return {
    ...common,
    name: "record deliveries and start runs",
    text: RECORD_AND_START,
    values: [rows, runs, RUN_TASK, RUNS_PER_JOB, budget.beyond(started)],
  };
}

interface RecordedRow {
  id: string;
  status: string;
  event_id: string | null;
}

/** A first delivery whose commit a statement waited for is not in that statement's snapshot; its event is named afterwards. Rare. */
async function nameUnseen(
  pool: PostgresPool["pool"],
  { rows, deliveries }: { rows: RecordedRow[]; deliveries: NewDelivery[] },
): Promise<void> {
  const unseen = new Map(
    rows.filter((row) => row.status === "duplicate" && !row.event_id).map((row) => [row.id, row]),
  );
  if (unseen.size === 0) return;
  const again = deliveries.filter(({ id }) => unseen.has(id));
  const named = await pool.query<RecordedRow>(NAME_UNSEEN, [
    again.map(({ id }) => id),
    again.map(({ event }) => event?.envelope.externalEventId),
  ]);
  for (const { id, event_id } of named.rows) (unseen.get(id) as RecordedRow).event_id = event_id;
}

const NAME_UNSEEN = `
update delivery d set event_id = k.event_id from unnest($1::text[], $2::text[]) as x(id, external_event_id), event_key k
where d.id = x.id and k.endpoint_id = d.endpoint_id and k.external_event_id = x.external_event_id
returning d.id, d.status, d.event_id`;

const noticeOf = ({ id, workspaceId, event }: NewDelivery): Notice => ({
  type: "delivery",
  workspaceId,
  deliveryId: id,
  eventId: event?.id ?? null,
});

const runRowsOf = ({ event }: NewDelivery) =>
  (event?.runs ?? []).map((run) => ({
    id: run.id,
    event_id: event?.id,
    workflow_id: run.workflowId,
    version_id: run.versionId,
    trigger_output: run.triggerOutput,
  }));

/** Member by member, as in lib/ingest/ingest.ts, where events are made. */
function rowOf(delivery: NewDelivery) {
  const { event } = delivery;
  const envelope = event?.envelope;
  return {
    id: delivery.id,
    workspace_id: delivery.workspaceId,
    endpoint_id: delivery.endpointId,
    status: delivery.status,
    reason: delivery.reason,
    message: delivery.message,
    body: delivery.body === null ? null : Buffer.from(delivery.body).toString("base64"),
    headers: delivery.headers,
    received_at: delivery.receivedAt,
    event_id: event?.id,
    external_event_id: envelope?.externalEventId,
    claims: event?.claimsId,
    type: envelope?.event,
    event_status: event?.status,
    held_reason: event?.heldReason,
    payload: event?.payload,
    person_id: envelope?.personId,
    person_email: envelope?.personEmail,
    url: envelope?.url,
    subject: envelope?.subject,
    message_delivery_id: envelope?.messageDeliveryId,
    occurred_at: envelope?.occurredAt,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a row as pg returns it; ENDPOINTS names its columns
const toEndpoint = (row: any): StoredEndpoint => ({
  id: row.id,
  workspaceId: row.workspace_id,
  integrationId: row.integration_id,
  generatedKey: row.generated_key,
  pastedKey: row.pasted_key,
  keyActive: row.key_active,
  freshnessSeconds: row.freshness_seconds,
  subscriptions: row.subscriptions,
});
