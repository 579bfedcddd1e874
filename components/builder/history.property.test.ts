/** Whatever is done, undoing all of it gives the first document, and redoing all of it the last. */
import { expect, it } from "vitest";
import { isDeepEqual } from "@/lib/base/equal";
import { applyOperation } from "@/lib/graph/operations/apply";
import { describeOperations } from "@/lib/graph/operations/describe";
import { randomFrom, randomOperation } from "@/lib/graph/operations/random-operations.test-support";
import { hasCircle } from "@/lib/graph/traverse";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { type History, record, redo, startHistory, undo } from "./history";
import { mergeInto } from "./merge-into";

const OPERATIONS = 200;
const at = (id: string) => ({ id, type: "http.request", config: {}, position: { x: 0, y: 0 } });
const first: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [at("a"), at("b"), at("c")],
  edges: [
    { id: "a-b", source: "a", target: "b" },
    { id: "b-c", source: "b", target: "c" },
  ],
};

/** One to three operations at a time, some close together, so that entries join. */
function work(seed: number): History {
  const random = randomFrom(seed);
  let history = startHistory(first);
  let nowMs = 0;
  for (let done = 0; done < OPERATIONS; ) {
    const count = Math.min(1 + random(3), OPERATIONS - done);
    const { document } = history;
    const operations = Array.from({ length: count }, (_, index) =>
      randomOperation(document, random, done + index),
    );
    const name = describeOperations(operations, { document, lookup: () => undefined });
    nowMs += random(1500);
    history = record(history, { operations, name, nowMs, nudge: random(2) === 0 });
    done += count;
  }
  return history;
}

function repeat(history: History, move: (history: History) => History): History {
  let now = history;
  for (let next = move(now); next !== now; next = move(now)) now = next;
  return now;
}

it.each(Array.from({ length: 25 }, (_, seed) => seed))("of 200 random operations, seed %i", (seed) => {
  const worked = work(seed);
  expect(worked.document).not.toEqual(first);
  const undone = repeat(worked, undo);
  expect(undone.document).toStrictEqual(first);
  expect(undone.past).toEqual([]);
  const redone = repeat(undone, redo);
  expect(redone.document).toStrictEqual(worked.document);
  expect(redone.past.map(({ name }) => name)).toEqual(worked.past.map(({ name }) => name));
  expect(repeat(redone, undo).document).toStrictEqual(first);
});

/** Somebody else goes on from what I have. */
function elsewhere(start: WorkflowDocument, seed: number): WorkflowDocument {
  const random = randomFrom(seed + 5000);
  let document = start;
  for (let step = 0; step < 12; step++)
    document = applyOperation(document, randomOperation(document, random, 9000 + step)).document;
  return document;
}

/** What they did that undo must leave alone: fields of steps, steps that came, steps that went. */
function theirWork(before: WorkflowDocument, after: WorkflowDocument) {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const there = new Set(after.nodes.map(({ id }) => id));
  return {
    came: after.nodes.flatMap(({ id }) => (old.has(id) ? [] : [id])),
    went: before.nodes.flatMap(({ id }) => (there.has(id) ? [] : [id])),
    fields: after.nodes.flatMap((node) =>
      Object.entries({ ...node.config, name: node.name }).flatMap(([key, value]) => {
        const was = { ...old.get(node.id)?.config, name: old.get(node.id)?.name } as Record<string, unknown>;
        return isDeepEqual(was[key], value) ? [] : [{ id: node.id, key, value }];
      }),
    ),
  };
}

it.each(Array.from({ length: 40 }, (_, seed) => seed))(
  "beside somebody else's, undo takes back nothing of theirs, seed %i",
  (seed) => {
    const mine = work(seed);
    const theirs = elsewhere(mine.document, seed);
    const { came, went, fields } = theirWork(mine.document, theirs);
    const merged = mergeInto(mine, { document: theirs, title: "" });
    let now = merged;
    for (let next = undo(now); next !== now; next = undo(now)) {
      now = next;
      const nodes = new Map(now.document.nodes.map((node) => [node.id, node]));
      const there = { came: came.filter((id) => nodes.has(id)), went: went.filter((id) => nodes.has(id)) };
      expect(there).toEqual({ came, went: [] });
      for (const { id, key, value } of fields) {
        const node = nodes.get(id);
        expect({ id, key, value: key === "name" ? node?.name : node?.config[key] }).toEqual({
          id,
          key,
          value,
        });
      }
      expect(
        now.document.edges.filter(({ source, target }) => !nodes.has(source) || !nodes.has(target)),
      ).toEqual([]);
      expect(hasCircle(now.document)).toBe(false);
    }
    expect(now.document).not.toEqual(theirs);
    const again = repeat(now, redo).document;
    const byId = ({ nodes, edges, ...rest }: WorkflowDocument) => ({
      ...rest,
      nodes: [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1)),
      edges: edges.map(({ id }) => id).sort(),
    });
    expect(byId(again)).toEqual(byId(theirs));
  },
);
