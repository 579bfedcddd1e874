/** A node's own settings: what is required is there, templates parse, conditions are complete. */
import type { JsonValue } from "../../base/json";
import { isRecord } from "../../base/json";
import { type ConditionGroup, type ConditionRow, conditionGroup, isGroup } from "../../conditions/condition";
import { operatorOf } from "../../conditions/operators";
import type { InputField, Issue, NodeDescriptor } from "../descriptor";
import { nodeName } from "../fields";
import { eachString, isTemplate, templateProblem } from "../references";
import type { WorkflowNode } from "../workflow";

interface Place {
  nodeId: string;
  field: string;
  /** `"Filter"`, or `"Branch", branch "Pricing"`. */
  where: string;
}

export function inputIssues(node: WorkflowNode, descriptor: NodeDescriptor): Issue[] {
  const name = `"${nodeName(node, descriptor)}"`;
  return descriptor.inputs
    .filter((input) => isShown(input, descriptor, node))
    .flatMap((input) => {
      const place = { nodeId: node.id, field: input.key, where: name };
      const value = node.config[input.key] ?? input.default;
      return isEmpty(value) ? missing(input, place) : valueIssues(input, value as JsonValue, place);
    });
}

/** Fields that depend on another one count only while they are shown. */
export function isShown(
  input: InputField,
  descriptor: NodeDescriptor,
  node: Pick<WorkflowNode, "config">,
): boolean {
  const { showWhen } = input;
  if (showWhen === undefined) return true;
  const other = descriptor.inputs.find(({ key }) => key === showWhen.key);
  return showWhen.in.includes(node.config[showWhen.key] ?? other?.default ?? null);
}

const isEmpty = (value: JsonValue | undefined) =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

const missing = (input: InputField, place: Place): Issue[] =>
  input.required
    ? [
        issue(
          place,
          "required",
          `${input.label} of ${place.where} is empty.`,
          "Fill it in, or pick a field of an earlier step.",
        ),
      ]
    : [];

function valueIssues(input: InputField, value: JsonValue, place: Place): Issue[] {
  switch (input.input) {
    case "conditions":
      return groupIssues(value, place);
    case "branches":
      return branchIssues(value, place);
    case "duration":
      return durationIssues(value, place);
    case "select":
      return input.options?.some((option) => option.value === value)
        ? []
        : [
            issue(
              place,
              "not_an_option",
              `${input.label} of ${place.where} has a value that is not offered.`,
              "Choose one of the list.",
            ),
          ];
    default:
      return templateIssues(value, place, input.label);
  }
}

function templateIssues(value: JsonValue, place: Place, label: string): Issue[] {
  const issues: Issue[] = [];
  eachString(value, "", (text) => {
    const problem = isTemplate(text) ? templateProblem(text) : null;
    if (problem !== null)
      issues.push(
        issue(
          place,
          "bad_template",
          `${label} of ${place.where} cannot be read: ${problem}.`,
          "Check its curly braces, or pick the field again.",
        ),
      );
  });
  return issues;
}

function branchIssues(value: JsonValue, place: Place): Issue[] {
  const branches = (Array.isArray(value) ? (value as unknown[]) : []).filter(isRecord);
  if (branches.length === 0)
    return [
      issue(place, "no_branches", `${place.where} has no branches.`, "Add one and say when it is taken."),
    ];
  const ids = branches.map(({ id }) => id);
  return branches.flatMap((branch, index) => {
    const name = String(branch.name ?? "").trim();
    const where = `${place.where}, branch "${name || index + 1}"`;
    const unnamed =
      name === ""
        ? [issue(place, "unnamed_branch", `Branch ${index + 1} of ${place.where} has no name.`, "Name it.")]
        : [];
    const twice =
      ids.indexOf(branch.id) === index
        ? []
        : [
            issue(
              place,
              "duplicate_branch",
              `${where} has the id of another branch.`,
              "Remove it and add it again.",
            ),
          ];
    return [
      ...unnamed,
      ...twice,
      ...groupIssues((branch.conditions ?? null) as JsonValue, { ...place, where }),
    ];
  });
}

function durationIssues(value: JsonValue, place: Place): Issue[] {
  const amount = isRecord(value) ? value.amount : undefined;
  const positive = typeof amount === "string" ? isTemplate(amount) || Number(amount) > 0 : Number(amount) > 0;
  return positive
    ? []
    : [
        issue(
          place,
          "no_duration",
          `${place.where} does not say how long.`,
          "Enter a number larger than zero.",
        ),
      ];
}

function groupIssues(value: JsonValue, place: Place): Issue[] {
  const parsed = conditionGroup.safeParse(value);
  if (!parsed.success)
    return [
      issue(
        place,
        "bad_conditions",
        `The conditions of ${place.where} cannot be read.`,
        "Remove them and add them again.",
      ),
    ];
  const rows = rowsOf(parsed.data as ConditionGroup);
  if (rows.length === 0)
    return [
      issue(
        place,
        "no_conditions",
        `${place.where} has no condition.`,
        "Add one: pick a field, an operator and a value.",
      ),
    ];
  return rows.flatMap((row) => rowIssues(row, place));
}

const rowsOf = (group: ConditionGroup): ConditionRow[] =>
  group.conditions.flatMap((entry) => (isGroup(entry) ? rowsOf(entry) : [entry]));

function rowIssues(row: ConditionRow, place: Place): Issue[] {
  if (row.field.trim() === "")
    return [
      issue(
        place,
        "no_field",
        `A condition of ${place.where} has no field.`,
        "Pick the field that it looks at.",
      ),
    ];
  const operator = operatorOf(row.type, row.operator);
  if (operator === undefined)
    return [
      issue(
        place,
        "no_operator",
        `A condition of ${place.where} has no operator that fits a ${row.type}.`,
        "Choose one.",
      ),
    ];
  if (operator.operand !== "none" && isEmpty(row.value))
    return [
      issue(
        place,
        "no_value",
        `A condition of ${place.where} ("${operator.label}") has no value.`,
        "Enter what to compare with.",
      ),
    ];
  const pattern =
    typeof row.value === "string" && isTemplate(row.value) ? null : operator.checkOperand?.(row.value);
  return [
    ...(pattern
      ? [issue(place, "bad_pattern", `A condition of ${place.where}: ${pattern}`, "Correct the pattern.")]
      : []),
    ...templateIssues([row.field, row.value ?? null], place, "A condition"),
  ];
}

const issue = (place: Place, code: string, ...[message, hint]: [string, string]): Issue => ({
  code,
  severity: "error",
  message,
  hint,
  nodeId: place.nodeId,
  field: place.field,
});
