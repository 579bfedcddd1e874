/**
 * The workflow document: what a user draws, what is stored, what a run executes. It holds no canvas state, no callback and
 * no run status. Documented for the outside in docs/workflow-format.md; `formatVersion` changes when its meaning does.
 */
import { z } from "zod";
import { jsonValue } from "../base/json";

export const FORMAT_VERSION = 1;

/** Ids appear in references (`{{ steps.<id>.… }}`), so they are Liquid identifiers. */
export const nodeId = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]{0,63}$/, "letters, digits and _ only");

export const nodeOptions = z.object({
  /** Tries in all, the first included. Absent: the action's own policy. */
  maxAttempts: z.number().int().min(1).max(20).optional(),
  /** Wait before the second try; doubles from there. Milliseconds. */
  backoffMs: z.number().int().min(100).max(86_400_000).optional(),
  timeoutMs: z.number().int().min(100).max(300_000).optional(),
  /** A try was cut short and may have had its effect. Absent: repeat where the action is safe to repeat, else ask. */
  whenInterrupted: z.enum(["ask", "repeat", "fail"]).optional(),
  notes: z.string().max(4000).optional(),
});

export const workflowNode = z.object({
  id: nodeId,
  /** A catalogue type, e.g. `customer-io.email-link-clicked`. */
  type: z.string().min(1).max(200),
  /** What the user calls this step; absent means the node type's own name. */
  name: z.string().max(120).optional(),
  /** Literals, templates such as `{{ trigger.href }}`, condition trees. Shapes come from the node's schema. */
  config: z.record(z.string(), jsonValue),
  connectionId: z.string().max(80).optional(),
  options: nodeOptions.optional(),
  disabled: z.boolean().optional(),
  position: z.object({ x: z.number().finite(), y: z.number().finite() }),
});

export const workflowEdge = z.object({
  id: z.string().min(1).max(200),
  source: nodeId,
  target: nodeId,
  /** Which way out of a branching node; `error` is every action's failure way. Absent for the plain way out. */
  branch: z.string().max(80).optional(),
});

export const workflowSettings = z.object({
  /** Runs at once, over all workers; further ones wait. Absent: no limit. */
  maxRuns: z.number().int().min(1).max(1000).optional(),
});

/** A sticky note: words for people, beside the steps. Runs and checks do not look at it. */
export const workflowNote = z.object({
  id: nodeId,
  text: z.string().max(4000),
  color: z.enum(["yellow", "blue", "green", "violet"]).optional(),
  position: z.object({ x: z.number().finite(), y: z.number().finite() }),
  size: z.object({ width: z.number().min(80).max(4000), height: z.number().min(40).max(4000) }),
});

export const workflowDocument = z.object({
  formatVersion: z.literal(FORMAT_VERSION),
  settings: workflowSettings.optional(),
  nodes: z.array(workflowNode).max(1000),
  edges: z.array(workflowEdge).max(4000),
  /** Which way the steps go on the canvas. Absent: from left to right. */
  direction: z.literal("down").optional(),
  /** Absent where there is none, so that documents without notes look as they always did. */
  notes: z.array(workflowNote).max(200).optional(),
});

export type NodeId = string;
export type NodeOptions = z.infer<typeof nodeOptions>;
export type WorkflowNode = z.infer<typeof workflowNode>;
export type WorkflowEdge = z.infer<typeof workflowEdge>;
export type WorkflowSettings = z.infer<typeof workflowSettings>;
export type WorkflowNote = z.infer<typeof workflowNote>;
export type Direction = "right" | "down";
export type WorkflowDocument = z.infer<typeof workflowDocument>;

/** The way out that a failed step takes when it is wired. */
export const ERROR_BRANCH = "error";
/** The way into the body of a loop, and the way out when every item was gone through. No other step may have a way out of that name. */
export const EACH_BRANCH = "each";
export const DONE_BRANCH = "done";

export const emptyDocument = (): WorkflowDocument => ({
  formatVersion: FORMAT_VERSION,
  nodes: [],
  edges: [],
});
