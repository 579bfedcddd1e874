/**
 * Nodes and notes, three ways. Different fields of one step are different things: the inspector shows each by itself, and so they merge.
 * Where a step stands is no change, as in lib/graph/diff.ts: nobody is asked, and mine, which I see, is right.
 */
import { isDeepEqual } from "../../base/equal";
import type { WorkflowNode, WorkflowNote } from "../workflow";
import { conflictAt, type Decide, mergeMembers, mergeValue, type Place, type Three } from "./merge-value";

type Element = WorkflowNode | WorkflowNote;
type Subject = "node" | "note";

/** Where it stands and how big it is drawn. */
const SEEN_ONLY = new Set(["position", "size"]);
/** Each of their members is a field of its own. */
const NESTED = new Set(["config", "options"]);

export const byId = <T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((entry) => [entry.id, entry]));

/** In their order, then what only I have. */
export function mergeElements<T extends Element>(
  subject: Subject,
  three: Three<readonly T[]>,
  decide: Decide,
): T[] {
  const [base, mine, theirs] = [byId(three.base), byId(three.mine), byId(three.theirs)];
  const ids = [...new Set([...theirs.keys(), ...mine.keys()])];
  return ids.flatMap((id) => {
    const one = { base: base.get(id), mine: mine.get(id), theirs: theirs.get(id) };
    return mergeElement(subject, one, decide) ?? [];
  });
}

/** Undefined: it goes, or was never there. */
export function mergeElement<T extends Element>(
  subject: Subject,
  three: Three<T | undefined>,
  decide: Decide,
): T | undefined {
  const { base, mine, theirs } = three;
  if (mine === undefined && theirs === undefined) return undefined;
  if (mine !== undefined && theirs !== undefined) return mergeBoth(subject, { base, mine, theirs }, decide);
  const there = (mine ?? theirs) as T;
  if (base === undefined) return there;
  if (isSameWork(base, there)) return undefined;
  const place: Place = { subject, elementId: there.id, path: [] };
  return decide(conflictAt(place, three)) === "mine" ? mine : theirs;
}

export const isSameWork = (a: Element, b: Element): boolean => isDeepEqual(workOf(a), workOf(b));

const workOf = (element: Element) =>
  Object.fromEntries(Object.entries(element).filter(([key]) => !SEEN_ONLY.has(key)));

type Members = Readonly<Record<string, unknown>>;

function mergeBoth<T extends Element>(
  subject: Subject,
  three: { base: T | undefined; mine: T; theirs: T },
  decide: Decide,
): T {
  const { base, mine, theirs } = three;
  if (isDeepEqual(mine, theirs) || isDeepEqual(theirs, base)) return mine;
  if (isDeepEqual(mine, base)) return theirs;
  if (isOtherKind(three)) return mergeKinds(subject, three, decide);
  const [b, m, t] = [base ?? {}, mine, theirs] as unknown as [Members, Members, Members];
  const keys = [...new Set([...Object.keys(t), ...Object.keys(m)])];
  const merged = keys.flatMap((key) => {
    const place: Place = { subject, elementId: mine.id, path: [key] };
    const values = { base: b[key], mine: m[key], theirs: t[key] };
    const value = mergeMember(place, values, decide);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(merged) as T;
}

function mergeMember(place: Place, values: Three<unknown>, decide: Decide): unknown {
  const [key = ""] = place.path;
  if (SEEN_ONLY.has(key)) return mergeValue(place, values, () => "mine");
  if (NESTED.has(key)) return mergeMembers(place, values as Three<object | undefined>, decide);
  return mergeValue(place, values, decide);
}

/** Settings belong to the kind of step they were made for: where one side chose another kind, sides are taken as a whole. */
function isOtherKind({ base, mine, theirs }: { base: Element | undefined; mine: Element; theirs: Element }) {
  const kinds = [base ?? mine, mine, theirs].map((element) => ("type" in element ? element.type : ""));
  return new Set(kinds).size > 1;
}

function mergeKinds<T extends Element>(
  subject: Subject,
  three: { base: T | undefined; mine: T; theirs: T },
  decide: Decide,
): T {
  const { base, mine, theirs } = three;
  if (base !== undefined && isSameWork(base, mine)) return { ...theirs, position: mine.position };
  if (base !== undefined && isSameWork(base, theirs)) return mine;
  const place: Place = { subject, elementId: mine.id, path: [] };
  return decide(conflictAt(place, three)) === "mine" ? mine : theirs;
}
