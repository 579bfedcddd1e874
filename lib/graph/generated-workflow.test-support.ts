/** Workflows of any size for measurements: real step types, every card with something to say, ways that part and meet again. */
import { newEdge } from "./operations/node-operations";
import { emptyDocument, type WorkflowDocument, type WorkflowEdge, type WorkflowNode } from "./workflow";

const COLUMN = 360;
const ROW = 200;
/** Columns before the next line of cards begins. */
const COLUMNS = 20;

const condition = (value: string) => ({
  match: "all",
  conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "contains", value }],
});

/** What stands at a place, over and over; each row of the list is one more step behind the last. */
const STEPS: readonly ((index: number) => Pick<WorkflowNode, "type" | "config" | "name">)[] = [
  (index) => ({
    type: "flow.filter",
    name: `Only page ${index}`,
    config: { conditions: condition(`/p${index}`) },
  }),
  (index) => ({
    type: "flow.branch",
    config: { branches: [{ id: "first", name: `Plan ${index}`, conditions: condition(`plan=${index}`) }] },
  }),
  (index) => ({
    type: "http.request",
    name: `Tell service ${index}`,
    config: {
      method: "POST",
      url: `https://example.com/hooks/${index}`,
      bodyType: "json",
      json: { email: "{{ trigger.customer_email }}", href: "{{ trigger.href }}" },
    },
  }),
  () => ({ type: "flow.delay", config: { duration: { amount: 2, unit: "days" } } }),
];

/** Valid for saving; `count` steps, the trigger included. */
export function generatedWorkflow(count: number): WorkflowDocument {
  const nodes = Array.from({ length: count }, (_, index): WorkflowNode => {
    const position = { x: (index % COLUMNS) * COLUMN, y: Math.floor(index / COLUMNS) * ROW };
    if (index === 0) return { id: "trigger", type: "customer-io.email-link-clicked", config: {}, position };
    const step = STEPS[(index - 1) % STEPS.length]?.(index) ?? { type: "flow.delay", config: {} };
    return { id: `s${index}`, ...step, position };
  });
  return { ...emptyDocument(), nodes, edges: nodes.flatMap((node, index) => edgesFrom(nodes, node, index)) };
}

/** Each step leads to the next; the other way out of a branch leads past it. */
function edgesFrom(nodes: readonly WorkflowNode[], node: WorkflowNode, index: number): WorkflowEdge[] {
  const [next, overNext] = [nodes[index + 1], nodes[index + 2]];
  if (next === undefined) return [];
  if (node.type !== "flow.branch") return [newEdge({ source: node.id, target: next.id })];
  const taken = newEdge({ source: node.id, target: next.id, branch: "first" });
  return overNext === undefined
    ? [taken]
    : [taken, newEdge({ source: node.id, target: overNext.id, branch: "otherwise" })];
}
