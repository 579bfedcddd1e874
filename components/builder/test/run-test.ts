/** Runs tests of the draft as it stands in the editor, saved or not. */
import type { JsonObject, JsonValue } from "@/lib/base/json";
import { callDoor } from "@/lib/contracts/call";
import { sendStep, type TestedStep, testWorkflow as testDoor } from "@/lib/contracts/tests";
import type { NodeId } from "@/lib/graph/workflow";
import type { BuilderScene } from "../builder-context";
import { eventAndPins } from "./test-event";
import { basisOf, type TestState } from "./test-store";

export interface TestOrder {
  mode: "to" | "step";
  /** Null: every step. */
  nodeId: NodeId | null;
}

/** Where the answer goes, and why there is none, is in the store. */
export async function runTest(scene: BuilderScene, order: TestOrder): Promise<void> {
  const { tests, store } = scene;
  if (tests.getState().running !== null) return;
  tests.getState().begin(order.nodeId === null ? "all" : order.mode);
  try {
    const given = await eventAndPins(scene);
    if (given === null)
      throw new Error("The workflow has no trigger yet, so there is nothing to test it with.");
    const { facts, history } = store.getState();
    const basis = basisOf(history.document, given.event.output, given.pins);
    const found = await callDoor(testDoor, {
      params: { workflowId: facts.id },
      body: inputOf(scene, given.event.output, order),
    });
    const { start, status, steps, loops, assumed, tookMs } = found;
    tests.getState().receive(
      {
        to: order.nodeId,
        mode: order.mode,
        status,
        message: start.message,
        tookMs,
        event: given.event,
        basis,
        at: Date.now(),
        order: steps.filter((step) => step.status !== "not_reached").map(({ nodeId }) => nodeId),
        assumed,
        loops,
      },
      steps,
    );
  } catch (error) {
    tests.getState().fail((error as Error).message);
  }
}

/** Sends a step for real, on the event that it was tested with, and only where that test said it would go. */
export async function sendForReal(
  scene: BuilderScene,
  tested: TestedStep,
  order: TestOrder,
): Promise<boolean> {
  const { tests, store } = scene;
  tests.getState().begin("send");
  try {
    const given = await eventAndPins(scene);
    if (given === null) throw new Error("The workflow has no trigger any more.");
    const { facts, history } = store.getState();
    const basis = basisOf(history.document, given.event.output, given.pins);
    const { step } = await callDoor(sendStep, {
      params: { workflowId: facts.id },
      body: {
        ...inputOf(scene, given.event.output, order),
        nodeId: tested.nodeId,
        destinations: tested.destinations,
      },
    });
    tests.getState().receiveSent({ step, basis, at: Date.now(), eventName: given.event.name, sent: true });
    return true;
  } catch (error) {
    tests.getState().fail((error as Error).message);
    return false;
  }
}

const inputOf = (scene: BuilderScene, event: JsonObject, { mode, nodeId }: TestOrder) => ({
  document: scene.store.getState().history.document,
  event,
  mode,
  ...(nodeId === null ? {} : { nodeId }),
  outputs: knownOutputs(scene.tests.getState(), mode),
});

/** For a step alone, all that was found before; on the way only what really came back, because the rest is found anew. */
function knownOutputs({ results }: TestState, mode: TestOrder["mode"]): Record<string, JsonValue> {
  const known = Object.values(results).filter(({ sent }) => sent || mode === "step");
  return Object.fromEntries(
    known.flatMap(({ step }) =>
      step.output === null ? [] : [[step.nodeId, step.output.value as JsonValue]],
    ),
  );
}
