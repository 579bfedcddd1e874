import { expect, it } from "vitest";
import type { NodeDescriptor, OutputField } from "@/lib/graph/descriptor";
import { emptyDocument } from "@/lib/graph/workflow";
import { fieldLabels, splitPills } from "./field-labels";

const email: OutputField = {
  key: "email",
  path: "customer.email",
  label: "Email",
  type: "text",
  optional: false,
};
const customer: OutputField = {
  key: "customer",
  path: "customer",
  label: "Customer",
  type: "object",
  optional: false,
  fields: [email],
};
const click = {
  type: "x.click",
  kind: "trigger",
  icon: "mail",
  outputs: [customer],
} as Partial<NodeDescriptor>;
const labels = fieldLabels(
  { ...emptyDocument(), nodes: [{ id: "t", type: "x.click", config: {}, position: { x: 0, y: 0 } }] },
  { "x.click": click as NodeDescriptor },
);

it("finds field names again in a finished sentence", () => {
  const sentence = `if ${labels.labelOf("{{ trigger.customer.email }}")} is set`;
  expect(splitPills(sentence, labels.icons)).toEqual([
    "if ",
    { icon: "mail", label: "Customer › Email", broken: false },
    " is set",
  ]);
});

it("marks fields of steps that are gone", () => {
  expect(splitPills(labels.labelOf("{{ steps.gone.x }}"), labels.icons)).toEqual([
    { icon: "", label: "x", broken: true },
  ]);
});

it("shows no mark of a sentence that was cut in the middle of a name", () => {
  const cut = labels.labelOf("{{ trigger.customer.email }}").slice(0, 8);
  expect(splitPills(cut, labels.icons)).toEqual([{ icon: "mail", label: "Custom", broken: false }]);
  expect(splitPills("a \uE000", labels.icons)).toEqual(["a "]);
});
