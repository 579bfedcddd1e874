/** The engine's ClaimStore on PostgreSQL: one row for each key, by the database's clock, so that all workers agree. */
import type { ClaimRequest, ClaimStore } from "../engine/claims";
import type { Claim } from "../kit/define";
import type { Database } from "./database";
import { groupCommit } from "./group-commit";

interface ClaimRow {
  workflow_id: string;
  key: Buffer;
  run_id: string;
  node_id: string;
  claimed_at: Date;
  earlier: string[];
  now: Date;
}

export function createClaimStore({ pool }: Pick<Database, "pool">): ClaimStore {
  /** Those that somebody took at this very moment are asked for again: then that claim is seen. */
  async function claimAll(requests: readonly ClaimRequest[]): Promise<Claim[]> {
    const answers = new Map<ClaimRequest, Claim>();
    for (let open = requests; open.length > 0; open = open.filter((request) => !answers.has(request))) {
      const found = await ask([...new Map(open.map((one) => [idOf(one), one])).values()]);
      for (const request of open) {
        const row = found.get(idOf(request));
        const answer = row && answerOf(request, row);
        if (answer) answers.set(request, answer);
      }
    }
    return requests.map((request) => answers.get(request) as Claim);
  }

  /** By `idOf`; each key at most once. */
  async function ask(requests: readonly ClaimRequest[]): Promise<Map<string, ClaimRow>> {
    const { rows } = await pool.query<ClaimRow>({
      name: "claim",
      text: CLAIM,
      values: [
        requests.map(({ workflowId }) => workflowId),
        requests.map(({ key }) => key),
        requests.map(({ runId }) => runId),
        requests.map(({ nodeId }) => nodeId),
        requests.map(({ withinMs }) => withinMs),
      ],
    });
    return new Map(rows.map((row) => [idOf({ workflowId: row.workflow_id, key: row.key }), row]));
  }

  return { claim: groupCommit(claimAll, { lanes: 1 }) };
}

const idOf = ({ workflowId, key }: Pick<ClaimRequest, "workflowId" | "key">) =>
  `${workflowId} ${key.toString("base64")}`;

/** Null: the claim that was found is over for this one. */
function answerOf({ runId, nodeId, withinMs }: ClaimRequest, row: ClaimRow): Claim | null {
  const who = { runId: row.run_id, at: row.claimed_at };
  if (row.run_id === runId && row.node_id === nodeId) return { ...who, granted: true };
  if (row.earlier.includes(`${runId} ${nodeId}`)) return { ...who, runId, granted: true };
  const isOver = withinMs !== null && row.claimed_at.getTime() + withinMs <= row.now.getTime();
  return isOver ? null : { ...who, granted: false };
}

/*
 * Claims that hold, or that are the asker's own, are only read. The others are inserted or taken over in the order of their keys, so that two
 * workers cannot wait for each other: it locks those rows for the length of the statement. Whoever comes second waits for the first one's
 * commit, finds a claim that is not over and gets no row, so that no key is ever given to two runs in one window. The last eight who had a
 * key are kept, for runs that were cut short before they could record that they went on. `= any(array[…])`: looked up by key, however few rows there
 * were when the statement was planned (run-store.ts).
 */
const CLAIM = `
with asked as materialized (
  select a.*, date_trunc('milliseconds', clock_timestamp()) as now from unnest($1::text[], $2::bytea[], $3::text[], $4::text[], $5::float8[])
    as a(workflow_id, key, run_id, node_id, within_ms)),
held as (
  select c.workflow_id, c.key, c.run_id, c.node_id, c.claimed_at, c.earlier, a.now
  from asked a join once_claim c on c.workflow_id = any(array[a.workflow_id]) and c.key = any(array[a.key])
  where a.within_ms is null or c.claimed_at + a.within_ms * interval '1 millisecond' > a.now
    or (c.run_id = a.run_id and c.node_id = a.node_id) or a.run_id || ' ' || a.node_id = any(c.earlier)),
taken as (
  insert into once_claim as c (workflow_id, key, run_id, node_id, claimed_at, until)
  select a.workflow_id, a.key, a.run_id, a.node_id, a.now, a.now + a.within_ms * interval '1 millisecond'
  from asked a where not exists (select from held h where h.workflow_id = a.workflow_id and h.key = a.key)
  order by a.workflow_id, a.key
  on conflict (workflow_id, key) do update set run_id = excluded.run_id, node_id = excluded.node_id, claimed_at = excluded.claimed_at,
    until = excluded.until, earlier = (array[c.run_id || ' ' || c.node_id] || c.earlier)[1:8]
  where c.claimed_at + (excluded.until - excluded.claimed_at) <= excluded.claimed_at
  returning c.workflow_id, c.key, c.run_id, c.node_id, c.claimed_at, c.earlier)
select * from held union all select t.*, t.claimed_at from taken t`;

const CLAIMS_AT_ONCE = 10_000;

/** Forgets claims whose window is over; how many. Those that hold for ever go with their workflow. */
export async function forgetClaims({ pool }: Pick<Database, "pool">): Promise<number> {
  for (let forgotten = 0; ; ) {
    const { rowCount } = await pool.query(
      "delete from once_claim where ctid = any(array(select ctid from once_claim where until < now() limit $1)) and until < now()",
      [CLAIMS_AT_ONCE],
    );
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < CLAIMS_AT_ONCE) return forgotten;
  }
}
