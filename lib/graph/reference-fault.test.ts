import { expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { nodeDescriptor } from "../catalogue/descriptors";
import { faultReason, referenceFault } from "./reference-fault";
import { validateDocument } from "./validate";
import { emptyDocument, type WorkflowDocument } from "./workflow";

const node = (id: string, type: string, config: JsonObject = {}) => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
  name: id,
});
const edge = (source: string, target: string, branch?: string) => ({
  id: `${source}-${target}`,
  source,
  target,
  ...(branch === undefined ? {} : { branch }),
});
const document: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [
    node("start", "customer-io.email-link-clicked"),
    node("fork", "flow.branch", {
      branches: [{ id: "b1", name: "One", conditions: { match: "all", conditions: [] } }],
    }),
    node("side", "http.request"),
    node("end", "http.request"),
    node("later", "http.request"),
  ],
  edges: [
    edge("start", "fork"),
    edge("fork", "side", "b1"),
    edge("fork", "end", "otherwise"),
    edge("side", "end"),
    edge("end", "later"),
  ],
};
const faultOf = (source: string | null, path: string, of = document) =>
  referenceFault({ document: of, nodeId: "end", lookup: nodeDescriptor }, { source, path: path.split(".") });

test.each([
  ["trigger", "href", null, null],
  ["trigger", "nothing", "unknown_field", "“start” has no such field."],
  [
    "side",
    "status",
    "may_be_empty",
    "Some paths go around “side”; it is empty then. A default would stand in for it.",
  ],
  ["later", "status", "not_upstream", "“later” does not run before this step."],
  ["end", "status", "not_upstream", "“end” does not run before this step."],
  ["gone", "status", "deleted_step", "The step that it came from was deleted."],
  [null, "customer.email", "unknown_root", "This is no field of the trigger or of a step."],
] as const)("%s.%s: %s", (source, path, code, reason) => {
  const fault = faultOf(source, path);
  expect([fault?.code ?? null, fault && faultReason(fault, undefined)]).toEqual([code, reason]);
});

test("a default makes up for the paths that go around a step, where every mention has one", () => {
  const place = { document, nodeId: "end", lookup: nodeDescriptor };
  const calls = [{ name: "default", values: [{ literal: 0 }] }];
  expect(referenceFault(place, { source: "side", path: ["status"], calls })).toBeNull();
  expect(referenceFault(place, { source: "later", path: ["status"], calls })?.code).toBe("not_upstream");
  const codes = (text: string) => {
    const nodes = document.nodes.map((step) =>
      step.id === "end"
        ? { ...step, config: { method: "POST", url: "https://example.com", bodyType: "text", text } }
        : step,
    );
    return validateDocument({ ...document, nodes }, nodeDescriptor)
      .map(({ code }) => code)
      .filter((code) => code === "may_be_empty");
  };
  expect(codes("{{ steps.side.status | default: 0 }}")).toEqual([]);
  expect(codes("{{ steps.side.status | default: 0 }} {{ steps.side.status }}")).toEqual(["may_be_empty"]);
  expect(codes("{{ steps.side.status | default: trigger.href }}")).toEqual([]);
  expect(codes("{{ trigger.href | default: steps.side.status }}")).toEqual(["may_be_empty"]);
  expect(codes("{{ trigger.href | default: steps.side.status | default: 0 }}")).toEqual([]);
  expect(codes("{% if steps.side.status %}x{% endif %}")).toEqual(["may_be_empty"]);
});

test("what a format takes is looked at like the field itself", () => {
  const place = { document, nodeId: "end", lookup: nodeDescriptor };
  const fault = (taken: string, later: string[] = []) =>
    referenceFault(place, {
      source: "trigger",
      path: ["href"],
      calls: [
        { name: "default", values: [{ liquid: taken }] },
        ...later.map((literal) => ({ name: "default", values: [{ literal }] })),
      ],
    });
  expect(fault("trigger.subject")).toBeNull();
  expect(fault("steps.gone.x")).toMatchObject({ code: "deleted_step", format: "default" });
  expect(fault("steps.side.status")).toMatchObject({ code: "may_be_empty", sourceName: "side" });
  expect(fault("steps.side.status", ["none"])).toBeNull();
  expect(faultReason({ code: "deleted_step", sourceName: "" }, "If missing, use")).toBe(
    "In “If missing, use”: the step that it came from was deleted.",
  );
});

test("without a trigger nothing can come from it", () => {
  const without = { ...document, nodes: document.nodes.filter(({ id }) => id !== "start") };
  expect(faultOf("trigger", "href", without)?.code).toBe("no_trigger");
});

test("a step that is renamed or moved to another place breaks nothing", () => {
  const renamed = {
    ...document,
    nodes: document.nodes.map((step) =>
      step.id === "side" ? { ...step, name: "Other", position: { x: 9, y: 9 } } : step,
    ),
  };
  const fault = faultOf("side", "status", renamed);
  expect(fault).toEqual({ code: "may_be_empty", sourceName: "Other" });
  const moved = { ...renamed, edges: [edge("start", "side"), edge("side", "end")] };
  expect(faultOf("side", "status", moved)).toBeNull();
});
