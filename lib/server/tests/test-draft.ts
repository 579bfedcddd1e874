import type { z } from "zod";
import type { JsonValue } from "@/lib/base/json";
import type { testWorkflow as door, TestedLoop, TestedStep } from "@/lib/contracts/tests";
import type { RecordedRequest, RehearsedLoop, RehearsedStep } from "@/lib/engine/rehearsal";
import type { Caller } from "../caller";
import { itemLine } from "../runs/item-line";
import { findWorkflow } from "../workflows/workflow-view";
import { type DraftTest, rehearseDraft } from "./rehearse-draft";

export async function testDraft(
  caller: Caller,
  workflowId: string,
  test: DraftTest,
): Promise<z.input<typeof door.response>> {
  await findWorkflow(caller, workflowId);
  const began = performance.now();
  const { start, status, steps, loops, tookMs, assumed } = await rehearseDraft(caller, workflowId, test);
  return {
    start: { started: start.started, message: start.started ? null : start.message },
    status,
    steps: steps.map((step) => viewTested(step, tookMs.get(step.key) ?? 0)),
    loops: loops.map(viewLoop),
    assumed,
    tookMs: performance.now() - began,
  };
}

const viewLoop = ({ nodeId, total, iterations }: RehearsedLoop): TestedLoop => ({
  nodeId,
  total,
  iterations: iterations.map(({ index, status, item }) => ({ index, status, item: itemLine(item) })),
});

export const viewTested = ({ key: _, ...step }: RehearsedStep, tookMs: number): TestedStep => ({
  ...step,
  // The report's shape is that of lib/conditions; the contract says JSON.
  report: step.report as unknown as JsonValue,
  error: step.error,
  destinations: step.requests.map(destinationOf),
  tookMs,
});

/** Where a request goes, as people are asked about it. Secrets in an address are masked already. */
function destinationOf(request: RecordedRequest): string {
  switch (request.kind) {
    case "http":
      return `${request.method} ${request.url}`;
    case "mail":
      return `e-mail to ${request.to.join(", ")} through ${request.server}`;
    case "connection":
      return request.server;
  }
}
