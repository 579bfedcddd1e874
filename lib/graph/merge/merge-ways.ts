/**
 * Edges, three ways: each way out of a node is a set of steps that follow. A node that one side removed is first taken out of the other
 * side's document too, which heals there as it did here; so a step put beside a removed one ends up where it belongs.
 */
import { isDeepEqual } from "../../base/equal";
import { withEdge } from "../operations/edge-operations";
import { newEdge, removeNodes } from "../operations/node-operations";
import { hasCircle } from "../traverse";
import type { WorkflowDocument, WorkflowEdge, WorkflowNode } from "../workflow";
import { conflictAt, type Decide, type Place, type Three } from "./merge-value";

export function mergeEdges(
  nodes: readonly WorkflowNode[],
  three: Three<WorkflowDocument>,
  decide: Decide,
): WorkflowEdge[] {
  const there = new Set(nodes.map(({ id }) => id));
  const whole = {
    base: three.base,
    mine: restored(three.mine, three.base, there),
    theirs: restored(three.theirs, three.base, there),
  };
  const edges = {
    base: without(whole.base, there),
    mine: without(whole.mine, there),
    theirs: without(whole.theirs, there),
  };
  const wanted = mergeWays(edges, { ...three, decide });
  return acyclic({ nodes: [...nodes], wanted, sides: edges, decide });
}

const without = (document: WorkflowDocument, there: ReadonlySet<string>): WorkflowEdge[] =>
  removeNodes(
    document,
    document.nodes.map(({ id }) => id).filter((id) => !there.has(id)),
  ).edges;

/** A side removed a node that stays after all: as if it had not. */
function restored(
  side: WorkflowDocument,
  base: WorkflowDocument,
  there: ReadonlySet<string>,
): WorkflowDocument {
  const has = new Set(side.nodes.map(({ id }) => id));
  const back = base.nodes.filter(({ id }) => there.has(id) && !has.has(id));
  if (back.length === 0) return side;
  const ids = back.map(({ id }) => id);
  const before = new Set(base.edges.map(endsOf));
  const healed = new Set(
    removeNodes(base, ids)
      .edges.map(endsOf)
      .filter((ends) => !before.has(ends)),
  );
  const again = base.edges.filter(({ source, target }) => ids.includes(source) || ids.includes(target));
  const start = {
    ...side,
    nodes: [...side.nodes, ...back],
    edges: side.edges.filter((edge) => !healed.has(endsOf(edge))),
  };
  return again.reduce(withEdge, start);
}

const endsOf = ({ source, branch, target }: WorkflowEdge): string =>
  JSON.stringify([source, branch ?? null, target]);
const wayOf = ({ source, branch }: WorkflowEdge): string => JSON.stringify([source, branch ?? null]);

interface Context extends Three<WorkflowDocument> {
  decide: Decide;
}

function mergeWays(edges: Three<readonly WorkflowEdge[]>, context: Context): WorkflowEdge[] {
  const [base, mine, theirs] = [ways(edges.base), ways(edges.mine), ways(edges.theirs)];
  const merged = [...new Set([...theirs.keys(), ...mine.keys()])].flatMap((way) => {
    const one = { base: base.get(way) ?? [], mine: mine.get(way) ?? [], theirs: theirs.get(way) ?? [] };
    // Most ways are as they were, on one side at least.
    if (isDeepEqual(one.mine, one.base)) return one.theirs.map((edge) => ({ edge, chained: null }));
    if (isDeepEqual(one.theirs, one.base)) return one.mine.map((edge) => ({ edge, chained: null }));
    const chained = insertedInTurn(one, edges, context);
    return mergeWay(one, { ...context, isChained: chained !== null }).map((edge) => ({ edge, chained }));
  });
  const chains = merged.flatMap(({ chained }) => chained ?? []);
  const rows = new Map(merged.map(({ edge }) => [endsOf(edge), edge]));
  const places = new Map(edges.theirs.map((edge, index) => [endsOf(edge), index]));
  const placeOf = (edge: WorkflowEdge) => places.get(endsOf(edge)) ?? places.size;
  return [...rows.values()].sort((a, b) => placeOf(a) - placeOf(b)).flatMap((edge) => inTurn(edge, chains));
}

function inTurn(edge: WorkflowEdge, chains: readonly Chain[]): WorkflowEdge[] {
  const ends = endsOf(edge);
  if (chains.some(({ drop }) => drop === ends)) return [];
  const { source, branch } = edge;
  const chain = chains.find(({ redirect }) => redirect.has(ends));
  return [
    chain === undefined
      ? edge
      : newEdge({ source, target: chain.to, ...(branch === undefined ? {} : { branch }) }),
  ];
}

function ways(edges: readonly WorkflowEdge[]): Map<string, WorkflowEdge[]> {
  const found = new Map<string, WorkflowEdge[]>();
  for (const edge of edges) found.set(wayOf(edge), [...(found.get(wayOf(edge)) ?? []), edge]);
  return found;
}

type Way = Three<readonly WorkflowEdge[]>;

function mergeWay({ base, mine, theirs }: Way, context: Context & { isChained: boolean }): WorkflowEdge[] {
  const [b, m, t] = [base, mine, theirs].map((edges) => new Set(edges.map(endsOf))) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const united = [
    ...theirs.filter((edge) => !b.has(endsOf(edge)) || m.has(endsOf(edge))),
    ...mine.filter((edge) => !b.has(endsOf(edge)) && !t.has(endsOf(edge))),
  ];
  if (context.isChained || replacement({ base, mine, theirs }) === null) return united;
  const [edge] = base;
  const place: Place = {
    subject: "way",
    elementId: edge?.source ?? "",
    path: edge?.branch === undefined ? [] : [edge.branch],
  };
  const targets = (edges: readonly WorkflowEdge[]) => edges.map(({ target }) => target);
  const asked = conflictAt(place, { base: targets(base), mine: targets(mine), theirs: targets(theirs) });
  return [...(context.decide(asked) === "mine" ? mine : theirs)];
}

interface Replaced {
  /** Edges that both sides took away. */
  gone: readonly WorkflowEdge[];
  mine: readonly WorkflowEdge[];
  theirs: readonly WorkflowEdge[];
}

/** Both took the same edge away and put something else there; null where that is not so. */
function replacement({ base, mine, theirs }: Way): Replaced | null {
  const ends = (edges: readonly WorkflowEdge[]) => new Set(edges.map(endsOf));
  const [b, m, t] = [ends(base), ends(mine), ends(theirs)];
  const gone = base.filter((edge) => !m.has(endsOf(edge)) && !t.has(endsOf(edge)));
  const [myNew, theirNew] = [
    mine.filter((edge) => !b.has(endsOf(edge))),
    theirs.filter((edge) => !b.has(endsOf(edge))),
  ];
  const same = isDeepEqual([...ends(myNew)].sort(), [...ends(theirNew)].sort());
  if (gone.length === 0 || myNew.length === 0 || theirNew.length === 0 || same) return null;
  return { gone, mine: myNew, theirs: theirNew };
}

const isNew = (id: string, { base }: Context) => !base.nodes.some((node) => node.id === id);

interface Chain {
  drop: string;
  redirect: ReadonlySet<string>;
  to: string;
}

/** Two steps put into one wire follow each other, theirs first: both do what they were put there for. Null where that is not so. */
function insertedInTurn(way: Way, edges: Three<readonly WorkflowEdge[]>, context: Context): Chain | null {
  const replaced = replacement(way);
  const [gone, my, their] = [replaced?.gone[0], replaced?.mine[0], replaced?.theirs[0]];
  if (!replaced || !gone || !my || !their || my.target === their.target) return null;
  if (replaced.gone.length + replaced.mine.length + replaced.theirs.length > 3) return null;
  const back = leadingBack(my.target, gone.target, { edges: edges.mine, context });
  const into = leadingBack(their.target, gone.target, { edges: edges.theirs, context });
  if (back.length === 0 || into.length === 0) return null;
  return { drop: endsOf(my), redirect: new Set(into.map(endsOf)), to: my.target };
}

/** The wires by which new steps, beginning with this one, lead to where the wire went that they were put into. */
function leadingBack(
  start: string,
  end: string,
  { edges, context }: { edges: readonly WorkflowEdge[]; context: Context },
): WorkflowEdge[] {
  if (!isNew(start, context)) return [];
  const added = addedFrom(start, edges, context);
  return edges.filter(({ source, target }) => added.has(source) && target === end);
}

/** New steps that are reached from a new step by new steps alone. */
function addedFrom(start: string, edges: readonly WorkflowEdge[], context: Context): Set<string> {
  const found = new Set([start]);
  for (const id of found)
    for (const { source, target } of edges) if (source === id && isNew(target, context)) found.add(target);
  return found;
}

interface Draft {
  nodes: WorkflowNode[];
  wanted: readonly WorkflowEdge[];
  sides: Three<readonly WorkflowEdge[]>;
  decide: Decide;
}

/** Each side's wires are free of circles; together they may not be. Then mine is the one that is asked about. */
function acyclic({ nodes, wanted, sides, decide }: Draft): WorkflowEdge[] {
  const known = new Set(sides.theirs.map(endsOf));
  const [first, last] = [
    wanted.filter((edge) => known.has(endsOf(edge))),
    wanted.filter((edge) => !known.has(endsOf(edge))),
  ];
  const build = (edges: readonly WorkflowEdge[]) =>
    edges.reduce(withFreeId, { formatVersion: 1, nodes, edges: [] } as WorkflowDocument).edges;
  const all = [...first, ...last];
  if (!hasCircle({ nodes, edges: all }) && new Set(all.map(({ id }) => id)).size === all.length) return all;
  const kept = build(all);
  const missing = last.filter((edge) => !kept.some((other) => endsOf(other) === endsOf(edge)));
  const mine = missing.filter((edge) => {
    const place: Place = { subject: "way", elementId: edge.source, path: [edge.branch ?? "", edge.target] };
    return decide(conflictAt(place, { base: [], mine: [edge.target], theirs: [] })) === "mine";
  });
  return mine.length === 0 ? kept : build([...mine, ...first, ...last]);
}

/** Two edges of one id may say different things, where documents came from elsewhere. */
function withFreeId(document: WorkflowDocument, edge: WorkflowEdge): WorkflowDocument {
  const taken = document.edges.some(
    ({ id, ...other }) => id === edge.id && endsOf({ id, ...other }) !== endsOf(edge),
  );
  return withEdge(
    document,
    taken ? { ...edge, id: `${edge.id.slice(0, 180)}~${document.edges.length}` } : edge,
  );
}
