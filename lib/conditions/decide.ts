/**
 * Finds conditions that can never hold, always hold, or are covered by earlier branches. It reads the operator table's claims and
 * negations and answers only what follows from them: "no" means "not proven". What the fields may hold is not assumed.
 */
import type { JsonValue } from "../base/json";
import { type Claim, exclude, implies } from "./claim";
import { type ConditionGroup, type ConditionRow, isGroup } from "./condition";
import { operatorOf } from "./operators";
import { isMissing } from "./operators/operator";

/** A row that must pass, or must not. */
interface Literal {
  /** Equal for rows that ask the same. */
  key: string;
  subject: string;
  operator: string;
  holds: boolean;
  claim: Claim | null;
}
/** All of these at once. */
type Case = readonly Literal[];

/** More cases than that are not looked at: the answer is then "not proven". */
const MAX_CASES = 400;

class TooMany extends Error {}

export const neverHolds = (group: ConditionGroup): boolean =>
  proven(() => possible(group, true).length === 0) === true;

export const alwaysHolds = (group: ConditionGroup): boolean =>
  proven(() => possible(group, false).length === 0) === true;

/**
 * Which of the earlier groups is the one after which nothing is left that this one would let through? Null if something may be left,
 * or if it lets nothing through by itself.
 */
export function coveredBy(group: ConditionGroup, earlier: readonly ConditionGroup[]): number | null {
  const found = proven(() => {
    let left = possible(group, true);
    if (left.length === 0) return -1;
    return earlier.findIndex((other) => {
      left = both(left, possible(other, false));
      return left.length === 0;
    });
  });
  return found === null || found < 0 ? null : found;
}

/** Null where there would be too much to look at. */
function proven<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if (error instanceof TooMany) return null;
    throw error;
  }
}

const possible = (group: ConditionGroup, holds: boolean): Case[] =>
  casesOf(group, holds).filter((literals) => !excludes(literals, literals));

/** The ways in which a group can come out as `holds`. */
function casesOf(group: ConditionGroup, holds: boolean): Case[] {
  // An empty group never holds, NONE of nothing included (evaluate.ts).
  if (group.conditions.length === 0) return holds ? [] : [[]];
  const inner = group.match === "none" ? !holds : holds;
  const ways = group.conditions.map((entry) =>
    isGroup(entry) ? casesOf(entry, inner) : [[literalOf(entry, inner)]],
  );
  // "all hold" and "none holds" ask for every entry at once, their opposites for any one of them.
  const together = group.match === "any" ? !holds : holds;
  return together ? ways.reduce(both) : limited(ways.flat());
}

/** Contradictions are left out at once, which keeps most products small. */
const both = (a: Case[], b: Case[]): Case[] =>
  limited(a.flatMap((left) => b.flatMap((right) => (excludes(left, right) ? [] : [[...left, ...right]]))));

function limited(cases: Case[]): Case[] {
  if (cases.length > MAX_CASES) throw new TooMany();
  return cases;
}

function literalOf(row: ConditionRow, holds: boolean): Literal {
  const operator = operatorOf(row.type, row.operator);
  const positive = operator?.negationOf === undefined ? operator : operatorOf(row.type, operator.negationOf);
  const { field, type, value = null, caseSensitive = false } = row;
  const hasClaim = operator?.operand === "none" || (isLiteral(value) && !isMissing(value));
  return {
    key: JSON.stringify([
      positive?.id ?? row.operator,
      operator?.operand === "none" ? null : value,
      caseSensitive,
    ]),
    subject: JSON.stringify([field.trim(), type]),
    operator: positive?.id ?? row.operator,
    holds: operator?.negationOf === undefined ? holds : !holds,
    claim: hasClaim ? (positive?.claim?.(value, caseSensitive) ?? null) : null,
  };
}

/** A template may become anything. */
const isLiteral = (value: JsonValue): boolean => !/\{[{%]/.test(JSON.stringify(value));

const excludes = (left: Case, right: Case): boolean =>
  left.some((a) => right.some((b) => a.subject === b.subject && (clash(a, b) || clash(b, a))));

/** Can `a` and `b` not be true of one value? */
function clash(a: Literal, b: Literal): boolean {
  if (!a.holds) return false;
  if (b.holds) return a.claim !== null && b.claim !== null && exclude(a.claim, b.claim);
  // Whatever passes an operator is there to be looked at.
  if (a.key === b.key || b.operator === "exists") return true;
  return a.claim !== null && b.claim !== null && implies(a.claim, b.claim);
}
