import { expect, test } from "vitest";
import type { JsonValue } from "../../base/json";
import { caseIssues } from "./case-issues";

const place = { nodeId: "n", field: "cases", where: '"Split"' };
const cases = (...names: string[]) => names.map((name, index) => ({ id: `c${index}`, name }));

test.each<[string, JsonValue, string[]]>([
  ["different values", cases("pro", "team, business"), []],
  ["none", [], ["no_branches"]],
  ["something else", "pro", ["no_branches"]],
  ["no value", cases("pro", " , "), ["unnamed_branch"]],
  ["one id twice", [...cases("pro"), ...cases("team")], ["duplicate_branch"]],
  ["the id of a loop's way", [{ id: "each", name: "pro" }], ["duplicate_branch"]],
  ["the same value in other letters", cases("pro", "PRO"), ["shadowed_branch"]],
  ["values of two others", cases("a", "b", "B, a"), ["shadowed_branch"]],
  ["one value of two others and one of its own", cases("a", "b", "b, a, c"), []],
])("%s", (_, value, expected) => {
  expect(caseIssues(value, place).map(({ code }) => code)).toEqual(expected);
});
