import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { generatedWorkflow } from "./generated-workflow.test-support";
import { applyOperation } from "./operations/apply";
import { reachableFrom } from "./traverse";
import { workflowDocument } from "./workflow";

describe.each([200, 500])("a generated workflow of %i steps", (count) => {
  const document = generatedWorkflow(count);

  test("can be saved, and every step is reached from the trigger", () => {
    expect(workflowDocument.parse(document)).toEqual(document);
    expect(document.nodes).toHaveLength(count);
    expect(reachableFrom(document, "trigger").size).toBe(count);
  });

  test("changes one node's object for a key typed into it, and no other's", () => {
    const startedAt = performance.now();
    const after = applyOperation(document, {
      kind: "setConfigValue",
      nodeId: "s3",
      key: "url",
      value: "https://example.com/changed",
    }).document;
    console.log(`${count} steps: a key typed is applied in ${(performance.now() - startedAt).toFixed(1)} ms`);
    const changed = after.nodes.filter((node, index) => node !== document.nodes[index]);
    expect(changed.map(({ id }) => id)).toEqual(["s3"]);
  });
});
