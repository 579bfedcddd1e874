import { expect, test } from "vitest";
import example from "../../examples/pricing-follow-up.json";
import { readWorkflowFile } from "./read-workflow-file";

const problem = (value: unknown) => {
  const read = readWorkflowFile("shop.json", typeof value === "string" ? value : JSON.stringify(value));
  return read.ok ? "none" : read.error;
};

test("a workflow file is read", () => {
  expect(readWorkflowFile("x", JSON.stringify(example))).toMatchObject({
    ok: true,
    value: { name: example.name },
  });
});

test("what is wrong is said with its place", () => {
  expect(problem("{")).toMatch(/^shop\.json is not JSON: .*position 1.*cut short/);
  expect(problem([1])).toMatch(/holds no workflow/);
  expect(problem({ nodes: [] })).toMatch(/"hookline": 1 is missing/);
  expect(problem({ ...example, hookline: 2 })).toMatch(/newer Hookline \(format 2/);
  const [trigger, ...nodes] = example.document.nodes;
  const broken = {
    ...example,
    document: { ...example.document, nodes: [{ ...trigger, type: 7 }, ...nodes] },
  };
  expect(problem(broken)).toMatch(/document\.nodes\[0\]\.type: .*expected string.*workflow-format/);
});
