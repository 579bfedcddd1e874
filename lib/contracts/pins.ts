/** Outputs that tests of a draft use instead of running a step. They are no part of the document: no version has them, no run reads them. */
import { z } from "zod";
import { defineDoor } from "./door";

const output = z.record(z.string(), z.json());
const byWorkflow = z.object({ workflowId: z.string() });
const byStep = byWorkflow.extend({ nodeId: z.string() });

export const pin = z.object({ nodeId: z.string(), output, pinnedAt: z.iso.datetime() });
export type Pin = z.infer<typeof pin>;

export const listPins = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/pins",
  summary: "Pinned outputs of the draft's steps, for tests",
  params: byWorkflow,
  response: z.object({ pins: z.array(pin) }),
});
/** 422 with `issues` where the step could not have that output; 413 over 256 KiB. The step must stand in the saved draft. */
export const putPin = defineDoor({
  method: "PUT",
  path: "/api/v1/workflows/{workflowId}/pins/{nodeId}",
  summary: "Pin a step's output: tests use it instead of running the step",
  params: byStep,
  body: z.object({ output }),
  response: pin,
});
export const deletePin = defineDoor({
  method: "DELETE",
  path: "/api/v1/workflows/{workflowId}/pins/{nodeId}",
  summary: "Take a pinned output away",
  params: byStep,
  response: z.object({ deleted: z.literal(true) }),
});
