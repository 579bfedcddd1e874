import { expect, test } from "vitest";
import { operatorsDocument } from "./operator-docs";
import { OPERATORS } from "./operators";

test("docs/conditions.md is the operator table", async () => {
  await expect(operatorsDocument()).toMatchFileSnapshot("../../docs/conditions.md");
});

test("every operator says what it means, and each that takes a value shows one", () => {
  for (const operator of Object.values(OPERATORS).flat()) {
    expect(operator.help, operator.id).toMatch(/^[A-Z].+\.$/);
    expect(operator.operand === "none", operator.id).toBe(operator.example === undefined);
  }
});

test("the operators of the first documents are all still there", () => {
  const before =
    "equals not_equals contains not_contains starts_with not_starts_with ends_with is_one_of is_none_of matches_pattern exists " +
    "not_exists number_equals number_not_equals greater_than at_least less_than at_most is_true is_false before after same_day " +
    "within_last longer_ago_than within_next list_contains list_not_contains list_empty list_not_empty count_is count_at_least " +
    "count_at_most has_key object_empty object_not_empty url_path_is url_path_starts_with url_path_contains url_path_matches " +
    "url_host_is url_host_under url_has_parameter url_parameter_equals url_utm_source_is url_utm_medium_is url_utm_campaign_is " +
    "url_utm_content_is url_utm_term_is url_same_page url_file_type_is url_is_unsubscribe url_is_mailto url_is_social";
  const now = new Set(Object.values(OPERATORS).flatMap((operators) => operators.map(({ id }) => id)));
  expect(before.split(" ").filter((id) => !now.has(id))).toEqual([]);
});
