/** A node's own settings: what is required is there, templates parse, conditions are complete. */

import type { JsonValue } from "../../base/json";
import { isRecord } from "../../base/json";
import { parseUrl } from "../../base/parse-url";
import type { InputField, Issue, NodeDescriptor } from "../descriptor";
import { nodeName } from "../fields";
import { isShown } from "../is-shown";
import { isTemplate } from "../references";
import type { WorkflowNode } from "../workflow";
import { caseIssues } from "./case-issues";
import { branchIssues, conditionIssues } from "./condition-issues";
import { finding, type Place } from "./finding";
import { templateIssues } from "./template-issues";

export function inputIssues(node: WorkflowNode, descriptor: NodeDescriptor): Issue[] {
  const name = `"${nodeName(node, descriptor)}"`;
  return descriptor.inputs
    .filter((input) => isShown(input, descriptor, node))
    .flatMap((input) => {
      const place = { nodeId: node.id, field: input.key, where: name };
      const value = node.config[input.key] ?? input.default;
      if (isEmpty(value)) return missing(input, place);
      return input.input === "branches"
        ? branchIssues(value as JsonValue, place, { all: takesAll(node, descriptor) })
        : valueIssues(input, value as JsonValue, place);
    });
}

/** Are all branches taken that fit, or only the first? */
export function takesAll(node: Pick<WorkflowNode, "config">, { branching }: NodeDescriptor): boolean {
  return branching?.all !== undefined && node.config[branching.all.key] === branching.all.is;
}

const isEmpty = (value: JsonValue | undefined) =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

const missing = (input: InputField, place: Place): Issue[] =>
  input.required
    ? [
        finding(
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
      return conditionIssues(value, place);
    case "duration":
      return durationIssues(value, place);
    case "select":
    case "multiSelect":
      return optionIssues(input, value, place);
    case "date":
      return dateIssues(input, value, place);
    case "cases":
      return caseIssues(value, place);
    case "expression":
    case "shape":
      // No templates; what an expression says is for whoever can read it (code-issues.ts).
      return [];
    case "number":
      return literalIssues(input, value, place);
    case "url":
      return [...templateIssues(value, place, input.label), ...addressIssues(input, value, place)];
    default:
      return [...templateIssues(value, place, input.label), ...formatIssues(input, value, place)];
  }
}

/** A field in place of a choice is known only when a run gets there. */
function optionIssues(input: InputField, value: JsonValue, place: Place): Issue[] {
  if (typeof value === "string" && isTemplate(value)) return templateIssues(value, place, input.label);
  const offered = new Set<JsonValue>(input.options?.map((option) => option.value));
  return (Array.isArray(value) ? value : [value]).every((entry) => offered.has(entry))
    ? []
    : [
        finding(
          place,
          "not_an_option",
          `${input.label} of ${place.where} has a value that is not offered.`,
          "Choose one of the list.",
        ),
      ];
}

function dateIssues(input: InputField, value: JsonValue, place: Place): Issue[] {
  if (typeof value === "string" && isTemplate(value)) return templateIssues(value, place, input.label);
  return typeof value === "string" && !Number.isNaN(Date.parse(value))
    ? []
    : [
        finding(
          place,
          "bad_value",
          `${input.label} of ${place.where} is no date.`,
          "Choose a day, or pick a field.",
        ),
      ];
}

function durationIssues(value: JsonValue, place: Place): Issue[] {
  const amount = isRecord(value) ? value.amount : undefined;
  const positive = typeof amount === "string" ? isTemplate(amount) || Number(amount) > 0 : Number(amount) > 0;
  return positive
    ? []
    : [
        finding(
          place,
          "no_duration",
          `${place.where} does not say how long.`,
          "Enter a number larger than zero.",
        ),
      ];
}

function literalIssues(input: InputField, value: JsonValue, place: Place): Issue[] {
  if (typeof value === "string" && isTemplate(value)) return templateIssues(value, place, input.label);
  const isNumber =
    typeof value === "number" ||
    (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)));
  return isNumber
    ? []
    : [
        finding(
          place,
          "bad_value",
          `${input.label} of ${place.where} is no number.`,
          "Enter a number, or pick a field.",
        ),
      ];
}

/** Without pills an address can be read now; with them only when a run gets there. */
function addressIssues(input: InputField, value: JsonValue, place: Place): Issue[] {
  if (typeof value !== "string" || isTemplate(value)) return [];
  const isAddress = /^https?:\/\//i.test(value.trim()) && parseUrl(value.trim()) !== null;
  return isAddress
    ? []
    : [
        finding(
          place,
          "bad_value",
          `${input.label} of ${place.where} is no web address.`,
          "Begin it with https://, or pick a field that holds an address.",
        ),
      ];
}

function formatIssues(input: InputField, value: JsonValue, place: Place): Issue[] {
  if (
    input.format !== "timeZone" ||
    typeof value !== "string" ||
    isTemplate(value) ||
    isTimeZone(value.trim())
  )
    return [];
  return [
    finding(
      place,
      "bad_value",
      `${input.label} of ${place.where}: there is no "${value}".`,
      "Enter a name such as Europe/Berlin, or pick a field that holds one.",
    ),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
