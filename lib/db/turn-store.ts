/** The engine's TurnStore on PostgreSQL: for each key the next free instant, by the database's clock, so that all workers agree. */
import type { Turn, TurnStore } from "../engine/run-turns";
import type { Database } from "./database";
import { groupCommit } from "./group-commit";

export function createTurnStore({ pool }: Pick<Database, "pool">): TurnStore {
  const take = groupCommit(
    async (turns: Turn[]) => {
      const groups = new Map<string, { everyMs: number; count: number }>();
      for (const { key, everyMs } of turns)
        groups.set(key, { everyMs, count: (groups.get(key)?.count ?? 0) + 1 });
      const { rows } = await pool.query<{ key: string; left_ms: number }>({
        name: "take turns",
        text: TAKE,
        values: [[...groups.keys()], [...groups.values()].map(({ everyMs, count }) => everyMs * count)],
      });
      const next = new Map(
        rows.map(({ key, left_ms }) => {
          const { everyMs, count } = groups.get(key) as { everyMs: number; count: number };
          return [key, left_ms - everyMs * count];
        }),
      );
      return turns.map(({ key, everyMs }) => {
        const waitMs = next.get(key) ?? 0;
        next.set(key, waitMs + everyMs);
        return waitMs;
      });
    },
    { lanes: 1 },
  );
  return {
    take,
    async holdBack(key, forMs) {
      await pool.query(HOLD_BACK, [key, forMs]);
    },
  };
}

/** Keys that nobody asked for in a long time. */
export const forgetTurns = ({ pool }: Pick<Database, "pool">) =>
  pool.query("delete from rate_turn where free_at < now() - interval '1 day'");

/*
 * Moves each key's next free instant on by as much as was asked for. It locks those rows for the length of the statement, in the order of
 * their keys, so that two workers cannot wait for each other; whoever comes second adds to what the first one left, so no turn is given out
 * twice. clock_timestamp: now() may be older than the wait for the lock.
 */
const TAKE = `
insert into rate_turn as t (key, free_at)
select key, clock_timestamp() + span * interval '1 millisecond' from unnest($1::text[], $2::int[]) as asked(key, span) order by key
on conflict (key) do update set free_at = greatest(t.free_at, clock_timestamp()) + (
  select span * interval '1 millisecond' from unnest($1::text[], $2::int[]) as asked(key, span) where asked.key = excluded.key)
returning key, (extract(epoch from free_at - clock_timestamp()) * 1000)::float8 as left_ms`;

const HOLD_BACK = `
update rate_turn set free_at = greatest(free_at, clock_timestamp() + $2::float8 * interval '1 millisecond') where key = $1`;
