/** Stored events for trying a document on them. */
import type { JsonValue } from "../base/json";
import type { Database } from "./database";

export interface PastEvent {
  id: string;
  type: string;
  endpoint_id: string;
  payload: JsonValue;
  received_at: Date;
  about: string | null;
}

export interface PastEvents {
  workspaceId: string;
  /** Of these types, at these endpoints. */
  types: readonly string[];
  endpointIds: readonly string[];
  /** Older than the event with this id; null: from the newest on. */
  before: string | null;
  limit: number;
}

/** Verified ones, the newest first. What is larger than 64 KiB as stored is left out, so that a page of them stays small. */
export async function pastEvents({ pool }: Database, wanted: PastEvents): Promise<PastEvent[]> {
  const { workspaceId, types, endpointIds, before, limit } = wanted;
  const { rows } = await pool.query<PastEvent>(
    // Locks nothing. Ids begin with their time, so they go back week by week; one type at a time goes along the index on workspace, type and id.
    `select e.* from unnest($2::text[]) as t(type) cross join lateral (
       select id, type, endpoint_id, payload, received_at, coalesce(url, subject, person_email, person_id) as about from event
       where workspace_id = $1 and type = t.type and endpoint_id = any($3) and ($4::text is null or id < $4)
         and held_reason is distinct from 'no_signing_key' and pg_column_size(payload) <= 65536
       order by id desc limit $5) e
     order by e.id desc limit $5`,
    [workspaceId, types, endpointIds, before, limit],
  );
  return rows;
}
