/**
 * What an operator with a literal right side says of the values that pass it, in a form that can be compared. `about` names what is
 * looked at (the text, the path, the number); claims about different things say nothing of each other.
 */
export type Claim =
  /** One of these. `exact`: whatever is one of these passes. */
  | { about: string; kind: "in"; values: readonly string[]; exact: boolean }
  /** Begins (or ends) with it, and all that does passes. */
  | { about: string; kind: "starts" | "ends"; text: string; exact: boolean }
  /** Between the two. `exact`: whatever is between them passes. */
  | { about: string; kind: "between"; range: Range; exact: boolean };

export interface Range {
  from: number;
  /** Is `from` itself outside? */
  fromOpen?: boolean;
  to: number;
  toOpen?: boolean;
}

/** True only if no value can fulfil both. */
export function exclude(a: Claim, b: Claim): boolean {
  if (a.about !== b.about) return false;
  if (a.kind === "in") return a.values.every((value) => !holds(b, value));
  if (b.kind === "in") return exclude(b, a);
  if (a.kind === "between") return b.kind === "between" && disjoint(a.range, b.range);
  return a.kind === b.kind && !contains(a, b.text) && !contains(b as typeof a, a.text);
}

/** True only if every value that fulfils `a` passes the operator that made the claim `b`. */
export function implies(a: Claim, b: Claim): boolean {
  if (a.about !== b.about || !b.exact) return false;
  if (a.kind === "in") return a.values.every((value) => holds(b, value));
  if (a.kind === "between") return b.kind === "between" && within(a.range, b.range);
  return a.kind === b.kind && contains(b as typeof a, a.text);
}

type Edge = Extract<Claim, { kind: "starts" | "ends" }>;
const contains = (edge: Edge, text: string): boolean =>
  edge.kind === "starts" ? text.startsWith(edge.text) : text.endsWith(edge.text);

/** Values and ranges are about the same thing only where the value is a number in text. */
function holds(claim: Claim, value: string): boolean {
  if (claim.kind === "in") return claim.values.includes(value);
  if (claim.kind === "between") return within({ from: Number(value), to: Number(value) }, claim.range);
  return contains(claim, value);
}

const disjoint = (a: Range, b: Range): boolean => before(a, b) || before(b, a);
const before = (a: Range, b: Range): boolean =>
  a.to < b.from || (a.to === b.from && (a.toOpen === true || b.fromOpen === true));
const within = (inner: Range, outer: Range): boolean =>
  (inner.from > outer.from || (inner.from === outer.from && (!outer.fromOpen || inner.fromOpen === true))) &&
  (inner.to < outer.to || (inner.to === outer.to && (!outer.toOpen || inner.toOpen === true)));
