/** Random drafts that grew out of one, merged: valid, nothing lost, and the same whoever saved first. */
import { describe, expect, test } from "vitest";
import { isDeepEqual } from "../../base/equal";
import { applyOperation } from "../operations/apply";
import { type Random, randomFrom, randomOperation } from "../operations/random-operations.test-support";
import { hasCircle } from "../traverse";
import { emptyDocument, type WorkflowDocument, workflowDocument } from "../workflow";
import { type MergeConflict, mergeDocuments } from "./merge";

function grow(
  start: WorkflowDocument,
  random: Random,
  steps: { from: number; count: number },
): WorkflowDocument {
  let document = start;
  for (let step = steps.from; step < steps.from + steps.count; step++)
    document = applyOperation(document, randomOperation(document, random, step)).document;
  return document;
}

function drafts(seed: number) {
  const random = randomFrom(seed);
  const base = grow(emptyDocument(), random, { from: 0, count: 25 });
  const mine = grow(base, random, { from: 1000, count: 1 + random(8) });
  const theirs = grow(base, random, { from: 2000, count: 1 + random(8) });
  return { base, mine, theirs };
}
const swap = ({ base, mine, theirs }: ReturnType<typeof drafts>) => ({ base, mine: theirs, theirs: mine });
const all = (conflicts: readonly MergeConflict[], side: "mine" | "theirs") =>
  Object.fromEntries(conflicts.map(({ id }) => [id, side]));

function expectValid(document: WorkflowDocument): void {
  expect(workflowDocument.parse(document)).toEqual(document);
  const ids = [...document.nodes, ...(document.notes ?? [])].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(document.edges.map(({ id }) => id)).size).toBe(document.edges.length);
  const there = new Set(document.nodes.map(({ id }) => id));
  expect(document.edges.filter(({ source, target }) => !there.has(source) || !there.has(target))).toEqual([]);
  expect(hasCircle(document)).toBe(false);
}

/** Order in the lists, and places on the canvas, mean nothing. */
const meaning = ({ nodes, notes = [], edges: _, ...rest }: WorkflowDocument) => ({
  ...rest,
  nodes: Object.fromEntries(nodes.map(({ position: __, ...node }) => [node.id, node])),
  notes: Object.fromEntries(notes.map(({ position: __, size: ___, ...note }) => [note.id, note])),
});
const ends = ({ edges }: WorkflowDocument) =>
  edges.map(({ source, branch = "", target }) => `${source} ${branch} ${target}`).sort();

/** Fields of nodes that a side gave another value than the base, as `[node, member, key]` and value. */
function changesOf(base: WorkflowDocument, side: WorkflowDocument) {
  return side.nodes.flatMap((node) => {
    const was = base.nodes.find(({ id }) => id === node.id);
    return Object.entries(node.config).flatMap(([key, value]) =>
      isDeepEqual(was?.config[key], value) ? [] : [{ id: node.id, key, value }],
    );
  });
}

const SEEDS = Array.from({ length: 120 }, (_, seed) => seed);

describe("of random drafts", { timeout: 60_000 }, () => {
  test("with a side that did nothing is the other side", () => {
    for (const seed of SEEDS) {
      const { base, mine, theirs } = drafts(seed);
      expect(mergeDocuments({ base, mine, theirs: base })).toEqual({ document: mine, conflicts: [] });
      const followed = mergeDocuments({ base, mine: base, theirs });
      expect(followed.conflicts).toEqual([]);
      expect(followed.document).toEqual(theirs);
      expect(mergeDocuments({ base, mine, theirs: mine })).toEqual({ document: mine, conflicts: [] });
    }
  });

  test("is valid, whatever is chosen, and asks nothing once all is chosen", () => {
    let asked = 0;
    for (const seed of SEEDS) {
      const three = drafts(seed);
      const { document, conflicts } = mergeDocuments(three);
      asked += conflicts.length;
      expect(new Set(conflicts.map(({ id }) => id)).size).toBe(conflicts.length);
      expectValid(document);
      for (const side of ["mine", "theirs"] as const) {
        const chosen = mergeDocuments(three, all(conflicts, side));
        expectValid(chosen.document);
        const more = mergeDocuments(three, all([...conflicts, ...chosen.conflicts], side));
        expect(more.conflicts).toEqual([]);
      }
    }
    expect(asked).toBeGreaterThan(10);
  });

  test("loses nothing that a side did: it is there, or asked about, or its step was removed", () => {
    for (const seed of SEEDS) {
      const { base, mine, theirs } = drafts(seed);
      const { document, conflicts } = mergeDocuments({ base, mine, theirs });
      for (const side of [mine, theirs])
        for (const { id, key, value } of changesOf(base, side)) {
          const found = document.nodes.find((node) => node.id === id)?.config[key];
          const asked = conflicts.some(
            ({ elementId, path }) => elementId === id && (path.length === 0 || path[1] === key),
          );
          if (!asked) expect({ seed, id, key, value: found }).toEqual({ seed, id, key, value });
        }
      const kept = new Set(document.nodes.map(({ id }) => id));
      for (const { id } of [...mine.nodes, ...theirs.nodes])
        if (!base.nodes.some((node) => node.id === id)) expect(kept.has(id)).toBe(true);
    }
  });

  test("comes to the same whoever saved first, where nobody is asked", () => {
    let compared = 0;
    for (const seed of SEEDS) {
      const three = drafts(seed);
      const [one, other] = [mergeDocuments(three), mergeDocuments(swap(three))];
      expect(one.conflicts.map(({ id }) => id).sort()).toEqual(other.conflicts.map(({ id }) => id).sort());
      if (one.conflicts.length > 0) continue;
      expect(meaning(one.document)).toEqual(meaning(other.document));
      // Two steps put into one wire follow each other, and then the order is that of saving.
      if (haveRewiredTheSame(three)) continue;
      compared++;
      expect(ends(one.document)).toEqual(ends(other.document));
    }
    expect(compared).toBeGreaterThan(20);
  });
});

function haveRewiredTheSame({ base, mine, theirs }: ReturnType<typeof drafts>): boolean {
  const [m, t] = [new Set(ends(mine)), new Set(ends(theirs))];
  return ends(base).some((edge) => !m.has(edge) && !t.has(edge));
}
