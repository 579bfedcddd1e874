/** A workflow that works as it is and needs no account: people who click on prices are told apart from the others. */
import type { WorkflowDocument } from "@/lib/graph/workflow";

const linkContains = (value: string) => ({
  match: "all",
  conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "contains", value }],
});
const message = (id: string, text: string, y: number) => ({
  id,
  type: "preview.message",
  config: { text },
  position: { x: 1080, y },
});

export const SAMPLE_NAME = "Sample: who looks at pricing?";
export const SAMPLE: WorkflowDocument = {
  formatVersion: 1,
  nodes: [
    { id: "trigger", type: "customer-io.email-link-clicked", config: {}, position: { x: 0, y: 80 } },
    {
      id: "people",
      type: "flow.filter",
      name: "Not a machine click",
      config: {
        conditions: {
          match: "all",
          conditions: [{ field: "{{ trigger.machine }}", type: "boolean", operator: "is_not_true" }],
        },
      },
      position: { x: 360, y: 80 },
    },
    {
      id: "link",
      type: "flow.branch",
      name: "Which link?",
      config: {
        branches: [
          { id: "pricing", name: "Pricing", conditions: linkContains("/pricing") },
          { id: "docs", name: "Docs", conditions: linkContains("/docs") },
        ],
      },
      position: { x: 720, y: 80 },
    },
    message("pricing_message", "{{ trigger.customer_email }} is looking at pricing: {{ trigger.href }}", 0),
    message("docs_message", "{{ trigger.customer_email }} is reading the docs: {{ trigger.href }}", 220),
  ],
  edges: [
    { id: "trigger-people", source: "trigger", target: "people" },
    { id: "people-link", source: "people", target: "link" },
    { id: "link.pricing-message", source: "link", branch: "pricing", target: "pricing_message" },
    { id: "link.docs-message", source: "link", branch: "docs", target: "docs_message" },
  ],
};
