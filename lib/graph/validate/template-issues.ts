import type { JsonValue } from "../../base/json";
import type { Issue } from "../descriptor";
import { eachString, isTemplate, templateProblem } from "../references";
import { finding, type Place } from "./finding";

/** Every text of a value that does not parse. */
export function templateIssues(value: JsonValue, place: Place, label: string): Issue[] {
  const issues: Issue[] = [];
  eachString(value, "", (text) => {
    const problem = isTemplate(text) ? templateProblem(text) : null;
    if (problem !== null)
      issues.push(
        finding(
          place,
          "bad_template",
          `${label} of ${place.where} cannot be read: ${problem}.`,
          "Check its curly braces, or pick the field again.",
        ),
      );
  });
  return issues;
}
