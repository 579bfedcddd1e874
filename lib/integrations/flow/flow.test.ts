import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../base/json";
import { FatalError } from "../../kit/errors";
import { tryAction } from "../../kit/try-action.test-support";
import { branch } from "./actions/branch";
import { split } from "./actions/split";
import { stop } from "./actions/stop";

describe("Split by value", () => {
  const cases = [
    { id: "c1", name: "pro" },
    { id: "c2", name: "team, Business" },
  ];
  const takes = async (value: JsonValue | undefined) => {
    const result = await tryAction(split, {
      input: { value: "{{ trigger.plan }}", cases },
      resolve: (template) => (template === "{{ trigger.plan }}" ? value : template),
    });
    return result;
  };
  test.each<[JsonValue | undefined, string]>([
    ["pro", "c1"],
    ["PRO", "c1"],
    ["business", "c2"],
    ["team, Business", "otherwise"],
    ["prof", "otherwise"],
    [undefined, "otherwise"],
    [null, "otherwise"],
    [{ pro: 1 }, "otherwise"],
  ])("%j takes %s", async (value, branch) => {
    expect((await takes(value)).branch).toBe(branch);
  });
  test("numbers and booleans are compared as they are written", async () => {
    const result = await tryAction(split, {
      input: {
        value: "{{ x }}",
        cases: [
          { id: "c1", name: "1" },
          { id: "c2", name: "true" },
        ],
      },
      resolve: (template) => (template === "{{ x }}" ? true : template),
    });
    expect(result.branch).toBe("c2");
  });
  test("the run viewer gets each case that was looked at, and what was seen", async () => {
    const { report } = await takes("team");
    expect(report?.branches.map(({ name, group }) => [name, group.passed])).toEqual([
      ["pro", false],
      ["team, Business", true],
    ]);
    expect(report?.branches[0]?.group.rows[0]).toMatchObject({ saw: "team", expected: "pro" });
  });
});

describe("Branch", () => {
  const starting = (id: string, value: string) => ({
    id,
    name: id.toUpperCase(),
    conditions: {
      match: "all",
      conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "url_path_starts_with", value }],
    },
  });
  const branches = [starting("b1", "/pricing"), starting("b2", "/pricing/pro"), starting("b3", "/docs")];
  const takes = (href: string, take?: "first" | "all") =>
    tryAction(branch, {
      input: { branches, ...(take === undefined ? {} : { take }) },
      resolve: (template) => (template === "{{ trigger.href }}" ? href : template),
    });
  test.each<[string, "first" | "all" | undefined, string[] | string, string, number]>([
    ["https://example.com/pricing/pro", undefined, ["b1"], "B1", 1],
    ["https://example.com/pricing/pro", "first", ["b1"], "B1", 1],
    ["https://example.com/pricing/pro", "all", ["b1", "b2"], "B1, B2", 3],
    ["https://example.com/docs", "all", ["b3"], "B3", 3],
    ["https://example.com/careers", "all", "otherwise", "Otherwise", 3],
    ["https://example.com/careers", "first", "otherwise", "Otherwise", 3],
  ])("%s taking %s goes to %j", async (href, take, taken, output, looked) => {
    const result = await takes(href, take);
    expect([result.branch, result.output, result.report?.branches.length]).toEqual([
      taken,
      { branch: output },
      looked,
    ]);
  });
});

describe("Stop", () => {
  test("ends a path plainly, filtered, or failed with its reason", async () => {
    expect(await tryAction(stop, { input: { reason: "done" } })).toEqual({ output: { reason: "done" } });
    expect(await tryAction(stop, { input: { outcome: "filtered" } })).toEqual({
      output: { reason: "" },
      branch: [],
    });
    const failing = tryAction(stop, { input: { outcome: "failed", reason: "No such customer" } });
    await expect(failing).rejects.toThrow(FatalError);
    await expect(failing).rejects.toThrow("No such customer");
  });
  test("fails with a sentence of its own where none was given", async () => {
    await expect(tryAction(stop, { input: { outcome: "failed", reason: " " } })).rejects.toThrow(
      "A Stop step ended",
    );
  });
});
