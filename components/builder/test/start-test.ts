/** Begins a test where none has been seen yet: what runs tests and reads their answers is fetched with the first. */
import type { BuilderScene } from "../builder-context";
import type { TestOrder } from "./run-test";

export async function startTest(scene: BuilderScene, order: TestOrder): Promise<void> {
  try {
    const { runTest } = await import("./run-test");
    await runTest(scene, order);
  } catch {
    scene.tests.getState().fail("There is no connection to the server. Try again when it is back.");
  }
}

/** Every step, with the drawer to see them in. */
export function testWorkflow(scene: BuilderScene): void {
  scene.tests.getState().openDrawer(true);
  void startTest(scene, { mode: "to", nodeId: null });
}
