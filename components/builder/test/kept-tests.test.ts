import { afterEach, beforeEach, expect, it } from "vitest";
import type { TestedStep } from "@/lib/contracts/tests";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { keepTests } from "./kept-tests";
import { outOfDate } from "./out-of-date";
import { basisOf, createTestStore, type LastTest, type TestEvent } from "./test-store";

/** A tab's storage, as browsers have it; `room` characters. */
class TabStorage {
  readonly kept = new Map<string, string>();
  constructor(readonly room: number) {}
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(key, value);
  }
  removeItem(key: string): void {
    this.kept.delete(key);
  }
}
const useTab = (room = 100_000): TabStorage => {
  const tab = new TabStorage(room);
  Object.assign(globalThis, { sessionStorage: tab });
  return tab;
};
beforeEach(() => void useTab());
afterEach(() => void Reflect.deleteProperty(globalThis, "sessionStorage"));

const document: WorkflowDocument = {
  formatVersion: 1,
  nodes: [
    { id: "t", type: "customer-io.email-link-clicked", config: {}, position: { x: 0, y: 0 } },
    { id: "a", type: "preview.message", config: { text: "Hi" }, position: { x: 0, y: 0 } },
  ],
  edges: [{ id: "e", source: "t", target: "a" }],
};
const event: TestEvent = {
  kind: "edited",
  id: null,
  name: "Edited",
  about: "/pricing",
  triggerType: "customer-io.email-link-clicked",
  output: { href: "https://example.com/pricing", machine: null, nested: { list: [1, "a"] } },
};
const basis = basisOf(document, event.output, { a: { text: "pinned" } });
const step: TestedStep = {
  nodeId: "a",
  status: "passed",
  input: { text: "Hi" },
  output: { value: { text: "Hi" }, from: "run" },
  branches: null,
  report: null,
  waitUntil: null,
  requests: [],
  destinations: [],
  error: null,
  reason: null,
  tookMs: 3,
};
const last: LastTest = {
  to: null,
  mode: "to",
  status: "completed",
  message: null,
  tookMs: 3,
  event,
  basis,
  at: 5,
  order: ["a"],
  loops: [{ nodeId: "each", total: 2, iterations: [] }],
  assumed: [{ nodeId: "a", from: "pin" }],
};

function tested() {
  const store = createTestStore();
  const end = keepTests("wf_1", store);
  store.getState().choose(event);
  store.getState().receive(last, [step]);
  return { store, end };
}

it("brings back everything that was found, with what it was found on", () => {
  const { store } = tested();
  const next = createTestStore();
  keepTests("wf_1", next);
  const { chosen, results, last: back } = next.getState();
  expect({ chosen, results, last: back }).toEqual({
    chosen: event,
    results: store.getState().results,
    last,
  });
  const lookup = () => undefined;
  const before = results.a?.basis ?? basisOf(document, {}, {});
  expect(outOfDate("a", before, { document, basis, lookup })).toBeNull();
  const changed = { ...document, nodes: document.nodes.map((node) => ({ ...node, config: { text: "Ho" } })) };
  const now = basisOf(changed, event.output, { a: { text: "pinned" } });
  expect(outOfDate("a", before, { document: changed, basis: now, lookup })).toBe("the step changed");
});

it("keeps each workflow's apart, and nothing once it has ended", () => {
  const { store, end } = tested();
  end();
  store.getState().choose(null);
  const [other, same] = [createTestStore(), createTestStore()];
  keepTests("wf_2", other);
  keepTests("wf_1", same);
  expect(other.getState().last).toBeNull();
  expect(same.getState().chosen).toEqual(event);
});

it("puts nothing in the place of a test that was quicker", () => {
  tested();
  const next = createTestStore();
  next.getState().receive({ ...last, at: 9 }, []);
  keepTests("wf_1", next);
  expect(next.getState().last?.at).toBe(9);
  expect(next.getState().results).toEqual({});
});

it("forgets what there is no room for, and reads nothing that it cannot read", () => {
  const small = useTab(50);
  tested();
  expect(small.kept.size).toBe(0);
  const odd = useTab();
  odd.setItem("hookline:tests:wf_1", '{"chosen":null,"results":{"a":{}},"last":null}');
  const store = createTestStore();
  keepTests("wf_1", store);
  expect(store.getState().results).toEqual({});
});
