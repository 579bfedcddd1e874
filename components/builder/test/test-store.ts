/** What the test bench knows while a workflow is open: the chosen event, and what was found of each step. One for each open workflow. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import type { TestedLoop, TestedStep } from "@/lib/contracts/tests";
import { hashOf, stepHashes } from "@/lib/graph/step-hashes";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";

export interface TestEvent {
  kind: "example" | "event" | "sample" | "edited" | "pinned";
  /** Of the example, event or sample. */
  id: string | null;
  /** "Machine click", "ada@example.com". */
  name: string;
  /** "/pricing", in a second voice. */
  about: string | null;
  triggerType: string;
  output: JsonObject;
}

export type Pins = Readonly<Record<NodeId, JsonValue>>;

/** What a test was made of, to tell later whether it still holds. */
export interface Basis {
  steps: ReturnType<typeof stepHashes>;
  event: string;
  pins: Readonly<Record<NodeId, string>>;
}

export const basisOf = (document: WorkflowDocument, event: JsonObject, pins: Pins): Basis => ({
  steps: stepHashes(document),
  event: hashOf(event),
  pins: Object.fromEntries(Object.entries(pins).map(([id, output]) => [id, hashOf(output)])),
});

export interface StepResult {
  step: TestedStep;
  basis: Basis;
  /** Of the event. */
  eventName: string;
  /** Milliseconds. */
  at: number;
  /** It was sent for real. */
  sent: boolean;
}

/** What is known by a test; an example is known without one. */
export const outputsOf = (results: TestState["results"]): Record<NodeId, JsonValue> =>
  Object.fromEntries(
    Object.values(results).flatMap(({ step: { nodeId, output } }) =>
      output === null || output.from === "example" ? [] : [[nodeId, output.value as JsonValue]],
    ),
  );

export interface LastTest {
  /** The step it ended with; null: all. */
  to: NodeId | null;
  mode: "to" | "step";
  status: "completed" | "failed" | "filtered" | "not_started" | "until";
  /** Why it did not start. */
  message: string | null;
  tookMs: number;
  event: TestEvent;
  basis: Basis;
  at: number;
  /** In the order they ran. */
  order: readonly NodeId[];
  /** Steps whose outputs were taken as given. */
  assumed: readonly { nodeId: NodeId; from: "pin" | "last" | "example" }[];
  loops: readonly TestedLoop[];
}

export interface TestState {
  /** Null: the pinned event, else the newest real one, else the built-in one. */
  chosen: TestEvent | null;
  results: Readonly<Record<NodeId, StepResult>>;
  last: LastTest | null;
  running: "step" | "to" | "all" | "send" | null;
  /** Why the last attempt came to nothing. */
  error: string | null;
  drawer: boolean;
  choose: (event: TestEvent | null) => void;
  begin: (what: NonNullable<TestState["running"]>) => void;
  fail: (message: string) => void;
  receive: (last: LastTest, steps: readonly TestedStep[]) => void;
  receiveSent: (result: StepResult) => void;
  openDrawer: (open: boolean) => void;
}
export type TestStore = StoreApi<TestState>;

export function createTestStore(): TestStore {
  return createStore<TestState>()((set, get) => ({
    chosen: null,
    results: {},
    last: null,
    running: null,
    error: null,
    drawer: false,
    choose: (chosen) => set({ chosen }),
    begin: (running) => set({ running, error: null }),
    fail: (error) => set({ running: null, error }),
    receive: (last, steps) => {
      const { basis, at, event } = last;
      const tested = steps.filter(({ status }) => status !== "not_reached");
      const found = tested.map((step) => [
        step.nodeId,
        { step, basis, at, eventName: event.name, sent: false },
      ]);
      // A test of the way says something of every step on it; one of a step alone leaves the others as they were.
      set({ running: null, error: null, last, results: { ...get().results, ...Object.fromEntries(found) } });
    },
    receiveSent: (result) =>
      set({ running: null, error: null, results: { ...get().results, [result.step.nodeId]: result } }),
    openDrawer: (drawer) => set({ drawer }),
  }));
}
