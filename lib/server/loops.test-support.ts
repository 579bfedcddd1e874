/** For database tests of loops: documents in a line, and runs over a list. */
import type { JsonObject } from "@/lib/base/json";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import { type EngineBench, SOON, step } from "./engine-bench.test-support";

export const ITEM = "{{ steps.each.item }}";

export const each = (id: string, config: JsonObject = {}) =>
  step(id, { type: "flow.for-each", config: { list: "{{ trigger.list }}", ...config } });

export const probe = (id: string, value: string, more: Partial<WorkflowNode> = {}) =>
  step(id, { config: { value }, ...more });

/** "each.each>send": edges, the part after a dot is the way out. */
export const wired = (nodes: WorkflowNode[], edges: string): WorkflowDocument => ({
  formatVersion: 1,
  nodes: [step("trigger"), ...nodes],
  edges: edges.split(" ").map((text) => {
    const [from = "", target = ""] = text.split(">");
    const [source = "", branch] = from.split(".");
    return { id: text, source, target, ...(branch === undefined ? {} : { branch }) };
  }),
});

export const loopsOn = (bench: () => EngineBench) => ({
  /** A run of the document over a list, until it has that status. */
  async started(document: WorkflowDocument, list: unknown[], status: string, timeout = SOON.timeout) {
    const runId = await bench().begin(document, { triggerOutput: { list } as never });
    await bench().enqueue(runId);
    await bench().start();
    return { runId, ...(await bench().until(runId, status, { ...SOON, timeout })) };
  },
  /** Of the calls so far: the steps that made them. */
  keys: () => bench().calls.map(({ key }) => key.replace(/^run_[^:]*:/, "")),
});
