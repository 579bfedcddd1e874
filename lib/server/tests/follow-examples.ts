/** Which way each built-in event takes through a draft: what the list of test events says before anything is tested. */
import type { z } from "zod";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import type { followExamples as door } from "@/lib/contracts/tests";
import { createPinStore } from "@/lib/db/pin-store";
import { triggerNodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import type { Caller } from "../caller";
import { triggerExamples } from "../samples/trigger-events";
import { onWay } from "../workflows/backtest-side";
import { viewWay } from "../workflows/backtest-way";
import { findWorkflow } from "../workflows/workflow-view";

/** Expressions may take their time; the list must not. */
const MOST_MS = 2_000;

export async function followExamples(
  caller: Caller,
  workflowId: string,
  document: WorkflowDocument,
): Promise<z.input<typeof door.response>> {
  await findWorkflow(caller, workflowId);
  const trigger = triggerNodeOf(document, nodeDescriptor);
  if (trigger === undefined) return { ways: [] };
  const pinned = await createPinStore(caller.app.database, workflowId).list();
  const pins = Object.fromEntries(pinned.map(({ nodeId, output }) => [nodeId, output]));
  const { expressions } = caller.app;
  const until = performance.now() + MOST_MS;
  const ways: z.input<typeof door.response>["ways"] = [];
  for (const { id, output } of triggerExamples(trigger.type)) {
    if (performance.now() > until) break;
    const found = await onWay({ document, expressions, pins }, { output: output as never }, new Date());
    ways.push({ exampleId: id, way: viewWay(document, found) });
  }
  return { ways };
}
