/** Moving and changing the entries of a condition tree. Places are paths: `[2]`, or `[2, 0]` within the group at 2. */
import { isRecord } from "@/lib/base/json";
import { type ConditionGroup, type ConditionRow, isGroup } from "@/lib/conditions/condition";
import { operatorOf } from "@/lib/conditions/operators";

export type Entry = ConditionRow | ConditionGroup;
export type Place = readonly number[];

export const EMPTY_ROW: ConditionRow = { field: "", type: "text", operator: "equals" };
export const EMPTY_GROUP: ConditionGroup = { match: "all", conditions: [] };

export function entryAt(group: ConditionGroup, [index = -1, ...inner]: Place): Entry | undefined {
  const entry = group.conditions[index];
  if (inner.length === 0 || entry === undefined) return entry;
  return isGroup(entry) ? entryAt(entry, inner) : undefined;
}

/** No field, operator or value yet: what it would come out as says nothing. */
export function isUnfinished(row: ConditionRow): boolean {
  const operator = operatorOf(row.type, row.operator);
  if (row.field.trim() === "" || operator === undefined) return true;
  return operator.operand !== "none" && isBlank(row.value);
}

function isBlank(value: ConditionRow["value"]): boolean {
  if (isRecord(value)) return Object.values(value).some((part) => part === "" || part === undefined);
  return value === undefined || value === null || value === "";
}

export const hasUnfinished = (group: ConditionGroup): boolean =>
  group.conditions.some((entry) => (isGroup(entry) ? hasUnfinished(entry) : isUnfinished(entry)));

/** The tree with another entry there, or without it. */
export function putAt(
  group: ConditionGroup,
  [index = -1, ...inner]: Place,
  entry: Entry | null,
): ConditionGroup {
  const conditions = group.conditions.flatMap((old, i): Entry[] => {
    if (i !== index) return [old];
    if (inner.length > 0) return [isGroup(old) ? putAt(old, inner, entry) : old];
    return entry === null ? [] : [entry];
  });
  return { ...group, conditions };
}

function insertAt(group: ConditionGroup, [index = 0, ...inner]: Place, entry: Entry): ConditionGroup {
  if (inner.length === 0) return { ...group, conditions: group.conditions.toSpliced(index, 0, entry) };
  const conditions = group.conditions.map((old, i) =>
    i === index && isGroup(old) ? insertAt(old, inner, entry) : old,
  );
  return { ...group, conditions };
}

/**
 * The entry at `from`, moved to stand before what is at `to` now, and where it stands then. A group that is emptied by that goes.
 * Null where it may not go: groups nest two deep.
 */
export function moveEntry(
  group: ConditionGroup,
  from: Place,
  to: Place,
): { group: ConditionGroup; place: Place } | null {
  const entry = entryAt(group, from);
  if (entry === undefined || (isGroup(entry) && to.length > 1)) return null;
  // Old and new place are told apart by identity, so that no index has to be corrected.
  const moved: Entry = { ...entry };
  const both = insertAt(group, to, moved);
  const conditions = both.conditions
    .map((old) => (isGroup(old) ? without(old, entry) : old))
    .filter((old) => old !== entry && !(isGroup(old) && old.conditions.length === 0 && from.length > 1));
  const after = { ...both, conditions };
  const place = placeOf(after, moved);
  return place === null ? null : { group: after, place };
}

const without = (group: ConditionGroup, entry: Entry): ConditionGroup =>
  group.conditions.includes(entry)
    ? { ...group, conditions: group.conditions.filter((old) => old !== entry) }
    : group;

function placeOf(group: ConditionGroup, entry: Entry): Place | null {
  for (const [index, old] of group.conditions.entries()) {
    if (old === entry) return [index];
    const inner = isGroup(old) ? placeOf(old, entry) : null;
    if (inner !== null) return [index, ...inner];
  }
  return null;
}

/** Where an arrow key takes an entry: into, through and out of groups in reading order. Null at either end. */
export function placeBeyond(group: ConditionGroup, at: Place, direction: "up" | "down"): Place | null {
  const [index = 0, inner] = at;
  const isUp = direction === "up";
  if (inner !== undefined) return placeWithin(group.conditions[index], at, isUp);
  const entry = group.conditions[index];
  const next = group.conditions[isUp ? index - 1 : index + 1];
  if (next === undefined || entry === undefined) return null;
  if (!isGroup(next) || isGroup(entry)) return [isUp ? index - 1 : index + 2];
  return isUp ? [index - 1, next.conditions.length] : [index + 1, 0];
}

/** Along the inner group, and out of it at its ends. */
function placeWithin(parent: Entry | undefined, [index = 0, inner = 0]: Place, isUp: boolean): Place | null {
  if (parent === undefined || !isGroup(parent)) return null;
  if (isUp) return inner === 0 ? [index] : [index, inner - 1];
  return inner === parent.conditions.length - 1 ? [index + 1] : [index, inner + 2];
}
