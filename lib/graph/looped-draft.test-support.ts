/** Documents with loops, of the real catalogue. */
import type { JsonObject } from "../base/json";
import { newEdge } from "./operations/node-operations";
import type { WorkflowDocument, WorkflowNode } from "./workflow";

const TYPES: Record<string, string> = {
  t: "customer-io.email-link-clicked",
  list: "flow.transform",
  each: "flow.for-each",
  inner: "flow.for-each",
};

/** Of edges as "a>b" or "a.each>b". `t` is the trigger, `each` and `inner` are loops, `list` calculates, all others send. */
export function loopedDraft(
  edges: readonly string[],
  configs: Readonly<Record<string, JsonObject>> = {},
): WorkflowDocument {
  const read = edges.map((text) => {
    const [from = "", target = ""] = text.split(">");
    const [source = "", branch] = from.split(".");
    return newEdge({ source, target, ...(branch === undefined ? {} : { branch }) });
  });
  const ids = new Set(read.flatMap(({ source, target }) => [source, target]));
  const nodes = [...ids].map(
    (id): WorkflowNode => ({
      id,
      type: TYPES[id] ?? "preview.message",
      name: id,
      config: configs[id] ?? {},
      position: { x: 0, y: 0 },
    }),
  );
  return { formatVersion: 1, nodes, edges: read };
}

/** A list, a loop over it with a step, and one after it. */
export const plainLoop = (configs: Readonly<Record<string, JsonObject>> = {}): WorkflowDocument =>
  loopedDraft(["t>list", "list>each", "each.each>send", "send>note", "each.done>after"], {
    list: {
      expression: "items",
      resultShape: { products: [{ name: "text", price: "number", tags: ["text"] }] },
    },
    each: { list: "{{ steps.list.result.products }}" },
    ...configs,
  });
