/** Conditions and branches: complete, readable, and neither impossible nor for nothing. */
import type { JsonValue } from "../../base/json";
import { isRecord } from "../../base/json";
import { type ConditionGroup, type ConditionRow, conditionGroup, isGroup } from "../../conditions/condition";
import { alwaysHolds, coveredBy, neverHolds } from "../../conditions/decide";
import { operatorOf } from "../../conditions/operators";
import type { Issue } from "../descriptor";
import { isTemplate } from "../references";
import { EACH_BRANCH } from "../workflow";
import { finding, type Place, warning } from "./finding";
import { templateIssues } from "./template-issues";

export function conditionIssues(value: JsonValue, place: Place): Issue[] {
  const issues = groupIssues(value, place);
  if (issues.length > 0) return issues;
  const group = value as unknown as ConditionGroup;
  if (neverHolds(group))
    return [
      warning(
        place,
        "never_holds",
        `The conditions of ${place.where} contradict each other, so nothing gets past it.`,
        "Change one of them, or ask for any instead of all.",
      ),
    ];
  return alwaysHolds(group)
    ? [
        warning(
          place,
          "always_holds",
          `The conditions of ${place.where} hold for every value, so it stops nothing.`,
          "Change one of them, or ask for all instead of any.",
        ),
      ]
    : [];
}

interface Branch {
  id: unknown;
  name: string;
  place: Place;
  conditions: JsonValue;
}

/** `all`: none is left to the ones below it. */
export function branchIssues(value: JsonValue, place: Place, { all }: { all: boolean }): Issue[] {
  const branches = branchesOf(value, place);
  if (branches.length === 0)
    return [
      finding(place, "no_branches", `${place.where} has no branches.`, "Add one and say when it is taken."),
    ];
  const issues = branches.flatMap((branch, index) => oneBranchIssues(branch, index, branches));
  return issues.length > 0 ? issues : orderIssues(branches, all);
}

const branchesOf = (value: JsonValue, place: Place): Branch[] =>
  (Array.isArray(value) ? (value as unknown[]) : []).filter(isRecord).map((branch, index) => {
    const name = String(branch.name ?? "").trim();
    return {
      id: branch.id,
      name,
      place: { ...place, where: `${place.where}, branch "${name || index + 1}"` },
      conditions: (branch.conditions ?? null) as JsonValue,
    };
  });

function oneBranchIssues({ id, name, place, conditions }: Branch, index: number, all: Branch[]): Issue[] {
  const unnamed =
    name === "" ? [finding(place, "unnamed_branch", `${place.where} has no name.`, "Name it.")] : [];
  const twice =
    id !== EACH_BRANCH && all.findIndex((other) => other.id === id) === index
      ? []
      : [
          finding(
            place,
            "duplicate_branch",
            `${place.where} has the id of another branch, or of a loop's way.`,
            "Remove it and add it again.",
          ),
        ];
  return [...unnamed, ...twice, ...groupIssues(conditions, place)];
}

/** Only once every branch is complete: what does an unfinished one leave to the next? */
function orderIssues(branches: Branch[], all: boolean): Issue[] {
  const groups = branches.map(({ conditions }) => conditions as unknown as ConditionGroup);
  return branches.flatMap(({ place }, index): Issue[] => {
    const group = groups[index] as ConditionGroup;
    if (neverHolds(group))
      return [
        warning(
          place,
          "never_holds",
          `The conditions of ${place.where} contradict each other, so it is never taken.`,
          "Change one of them, or ask for any instead of all.",
        ),
      ];
    const by = all ? null : coveredBy(group, groups.slice(0, index));
    return by === null
      ? []
      : [
          warning(
            place,
            "shadowed_branch",
            `${place.where} is never taken: ${branches[by]?.name ? `"${branches[by].name}"` : "a branch"} above it takes everything that fits it.`,
            "Move it up, or make the branch above narrower.",
          ),
        ];
  });
}

function groupIssues(value: JsonValue, place: Place): Issue[] {
  const parsed = conditionGroup.safeParse(value);
  if (!parsed.success)
    return [
      finding(
        place,
        "bad_conditions",
        `The conditions of ${place.where} cannot be read.`,
        "Remove them and add them again.",
      ),
    ];
  return entryIssues(parsed.data as ConditionGroup, place, place.where);
}

function entryIssues(group: ConditionGroup, place: Place, where: string): Issue[] {
  if (group.conditions.length === 0)
    return [
      finding(
        place,
        "no_conditions",
        `${where} has no condition.`,
        "Add one: pick a field, an operator and a value.",
      ),
    ];
  return group.conditions.flatMap((entry) =>
    isGroup(entry) ? entryIssues(entry, place, `A group of ${place.where}`) : rowIssues(entry, place),
  );
}

const isEmpty = (value: JsonValue | undefined) =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

function rowIssues(row: ConditionRow, place: Place): Issue[] {
  if (row.field.trim() === "")
    return [
      finding(
        place,
        "no_field",
        `A condition of ${place.where} has no field.`,
        "Pick the field that it looks at.",
      ),
    ];
  const operator = operatorOf(row.type, row.operator);
  if (operator === undefined)
    return [
      finding(
        place,
        "no_operator",
        `A condition of ${place.where} has no operator that fits a ${row.type}.`,
        "Choose one.",
      ),
    ];
  if (operator.operand !== "none" && isEmpty(row.value))
    return [
      finding(
        place,
        "no_value",
        `A condition of ${place.where} ("${operator.label}") has no value.`,
        "Enter what to compare with.",
      ),
    ];
  const problem = isTemplate(JSON.stringify(row.value ?? null)) ? null : operator.checkOperand?.(row.value);
  return [
    ...(problem
      ? [
          finding(
            place,
            operator.operand === "text" ? "bad_pattern" : "bad_value",
            `A condition of ${place.where} ("${operator.label}"): ${problem}`,
            operator.operand === "text" ? "Correct the pattern." : "Correct the value, or pick a field.",
          ),
        ]
      : []),
    ...templateIssues([row.field, row.value ?? null], place, "A condition"),
  ];
}
