/** The rule of every three-way merge, on one value: whoever changed it is right; who both changed it differently are asked. */
import { isDeepEqual } from "../../base/equal";

export type Side = "mine" | "theirs";

/** Something that both sides changed, each in their own way. `undefined`: absent on that side. */
export interface MergeConflict {
  /** The key of a choice; the same for the same place, however often documents are merged. */
  id: string;
  /** `way`: the steps that follow a step by one branch, or by its plain way where `path` is empty. */
  subject: "node" | "note" | "way" | "document" | "name";
  /** Of the node or note; empty for the document. */
  elementId: string;
  /** Which member: `["config", "url"]`. Empty for the whole of it: changed on one side, removed on the other. */
  path: readonly string[];
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export type Place = Pick<MergeConflict, "subject" | "elementId" | "path">;

export interface Three<T> {
  base: T;
  mine: T;
  theirs: T;
}

/** Asked only where both sides differ from the base and from each other. */
export type Decide = (conflict: MergeConflict) => Side;

export const conflictAt = <T>(place: Place, three: Three<T>): MergeConflict => ({
  id: JSON.stringify([place.subject, place.elementId, ...place.path]),
  ...place,
  ...three,
});

/** Equal values come back as mine, so that whoever draws them sees that nothing changed. */
export function mergeValue<T>(place: Place, three: Three<T>, decide: Decide): T {
  const { base, mine, theirs } = three;
  if (isDeepEqual(mine, theirs) || isDeepEqual(theirs, base)) return mine;
  if (isDeepEqual(mine, base)) return theirs;
  return decide(conflictAt(place, three)) === "mine" ? mine : theirs;
}

type Members = Readonly<Record<string, unknown>>;

/** Member by member. Absent where a side has dropped it and nothing is left in it. */
export function mergeMembers<T extends object>(
  place: Place,
  three: Three<T | undefined>,
  decide: Decide,
): T | undefined {
  const { base, mine, theirs } = three;
  if (isDeepEqual(mine, theirs) || isDeepEqual(theirs, base)) return mine;
  if (isDeepEqual(mine, base)) return theirs;
  const [b, m, t] = [base ?? {}, mine ?? {}, theirs ?? {}] as [Members, Members, Members];
  const keys = [...new Set([...Object.keys(t), ...Object.keys(m)])];
  const merged = Object.fromEntries(
    keys.flatMap((key) => {
      const at = { ...place, path: [...place.path, key] };
      const value = mergeValue(at, { base: b[key], mine: m[key], theirs: t[key] }, decide);
      return value === undefined ? [] : [[key, value]];
    }),
  );
  const isGone = Object.keys(merged).length === 0 && (mine === undefined || theirs === undefined);
  return isGone ? undefined : (merged as T);
}
