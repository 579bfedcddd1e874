/** History made in the database itself: a week of events with their deliveries, and the runs that some of them started. */

export const WEEKS = 13;
const BATCH = 50_000;
const WEEK_MS = 7 * 86_400_000;

const SETUP = `
set synchronous_commit = off;
create or replace function pg_temp.id_time(ms bigint) returns text language sql immutable as $$
  select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', ((ms >> (5 * (9 - i))) & 31)::int + 1, 1), '' order by i) from generate_series(0, 9) i $$`;

/* Every fifth event or so starts a run of three steps; one run in a hundred failed, one event in ten thousand is held. */
const FILL = `
with n as materialized (
  select g, at, pg_temp.id_time(at) || substr(md5($1 || ':' || g), 1, 16) as id, 'person' || (abs(hashint8(g * 7919)) % 100000) as person,
    g % $6::int = 0 as runs
  from (select g, $1::bigint + (g * ${WEEK_MS}::bigint / $4::bigint) as at from generate_series($2::bigint, $3::bigint) g) x),
events as (
  insert into event (id, workspace_id, endpoint_id, external_event_id, type, status, held_reason, payload, person_id, person_email, url, subject,
    message_delivery_id, occurred_at, received_at)
  select 'evt_' || id, $5, $7, 'x' || id, (array['email_clicked', 'email_opened', 'email_delivered'])[1 + g % 3],
    case when runs then 'routed' when g % 10000 = 1 then 'held' else 'unmatched' end, case when not runs and g % 10000 = 1 then 'stale' end,
    $8::jsonb || jsonb_build_object('event_id', id, 'timestamp', at / 1000), person, person || '@example.com',
    'https://example.com/pricing?utm_campaign=' || g % 50, 'Thanks for signing up', 'm' || id, to_timestamp(at / 1000.0), to_timestamp(at / 1000.0)
  from n),
deliveries as (
  insert into delivery (id, workspace_id, endpoint_id, status, event_id, headers, received_at)
  select 'dlv_' || id, $5, $7, 'accepted', 'evt_' || id, '{"content-type": "application/json"}', to_timestamp(at / 1000.0) from n),
started as (
  insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output, person_id, person_email, url, created_at,
    started_at, finished_at)
  select 'run_' || id, $5, $9, $10, 'evt_' || id, case when g / $6::int % 100 = 0 then 'failed' else 'completed' end, $8::jsonb -> 'data', person,
    person || '@example.com', 'https://example.com/pricing?utm_campaign=' || g % 50, to_timestamp(at / 1000.0), to_timestamp(at / 1000.0),
    to_timestamp(at / 1000.0) from n where runs)
insert into step (run_id, node_id, workspace_id, status, branches, branched, input, output, attempts, started_at, finished_at)
select 'run_' || id, node, $5, 'completed', '{}', false, '{"conditions": {"match": "all"}}', '{"status": 200, "passed": true}', 1,
  to_timestamp(at / 1000.0), to_timestamp(at / 1000.0)
from n cross join unnest(array['filter', 'branch', 'http']) node where runs`;

/** `week`: its first millisecond. */
export async function fillWeek(client, { week, share, names }) {
  await client.query(SETUP);
  const everyNth = Math.max(1, Math.round(share.events / share.runs));
  for (let from = 0; from < share.events; from += BATCH) {
    const to = Math.min(from + BATCH, share.events) - 1;
    await client.query(FILL, [
      week,
      from,
      to,
      share.events,
      names.workspace_id,
      everyNth,
      names.endpoint_id,
      names.payload,
      names.workflowId,
      names.version_id,
    ]);
  }
}
