/** Cases of a split: each takes something, and nothing that an earlier one has taken. */
import { isRecord, type JsonValue } from "../../base/json";
import type { Issue } from "../descriptor";
import { EACH_BRANCH } from "../workflow";
import { finding, type Place, warning } from "./finding";

export function caseIssues(value: JsonValue, place: Place): Issue[] {
  const cases = (Array.isArray(value) ? (value as unknown[]) : []).filter(isRecord);
  if (cases.length === 0)
    return [finding(place, "no_branches", `${place.where} has no cases.`, "Add one, and enter its value.")];
  const taken = new Set<string>();
  const ids = cases.map(({ id }) => id);
  return cases.flatMap(({ id, name }, index): Issue[] => {
    const values = valuesOf(String(name ?? ""));
    if (values.length === 0)
      return [
        finding(place, "unnamed_branch", `Case ${index + 1} of ${place.where} has no value.`, "Enter one."),
      ];
    if (id === EACH_BRANCH || ids.indexOf(id) !== index)
      return [
        finding(
          place,
          "duplicate_branch",
          `${place.where}, case "${name}" has the id of another case, or of a loop's way.`,
          "Remove it and add it again.",
        ),
      ];
    const isTaken = values.every((one) => taken.has(one));
    for (const one of values) taken.add(one);
    return isTaken
      ? [
          warning(
            place,
            "shadowed_branch",
            `${place.where}, case "${name}" is never taken: the cases above it have its values.`,
            "Remove it, or correct its values.",
          ),
        ]
      : [];
  });
}

/** As the split itself compares them. */
const valuesOf = (name: string) =>
  name
    .split(",")
    .map((one) => one.trim().toLowerCase().normalize("NFC"))
    .filter((one) => one !== "");
