/** Whatever is done, undoing all of it gives the first document, and redoing all of it the last. */
import { expect, it } from "vitest";
import { describeOperations } from "@/lib/graph/operations/describe";
import { randomFrom, randomOperation } from "@/lib/graph/operations/random-operations.test-support";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { type History, record, redo, startHistory, undo } from "./history";

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
