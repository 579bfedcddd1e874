"use client";
/** One condition: field, operator, value, and what the sample says about it. */
import { CaseSensitive, Check, CircleDashed, Trash2, X } from "lucide-react";
import type { ConditionRow as Row, RowReport } from "@/lib/conditions/condition";
import { type Operator, operatorOf, operatorsFor } from "@/lib/conditions/operators";
import { IconButton } from "../../ui/icon-button";
import { isUnfinished, type Place } from "./condition-tree";
import { MoveHandle } from "./moves";
import { OperandInput } from "./operand-input";
import { ReferenceButton } from "./reference-button";

interface Props {
  row: Row;
  place: Place;
  report: RowReport | undefined;
  onChange: (row: Row | null) => void;
}

export function ConditionRow({ row, place, report, onChange }: Props) {
  const operator = operatorOf(row.type, row.operator);
  const what = `condition ${place.map((index) => index + 1).join(", ")}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div
      className="in-row"
      role="group"
      aria-label={`Condition ${place.map((index) => index + 1).join(", ")}`}
    >
      <MoveHandle place={place} what={what} />
      <ReferenceButton
        value={row.field}
        label="Field"
        onChange={(field, type) => onChange(withField(row, field, type))}
      />
      <OperatorSelect row={row} onChoose={(id) => onChange(withOperator(row, id))} />
      <div className="in-row-value">
        <OperandInput
          operand={operator?.operand ?? "text"}
          example={operator?.example}
          value={row.value}
          onChange={(value) => onChange(withValue(row, value))}
        />
      </div>
      {operator?.caseOption && operator.operand !== "none" && (
        <IconButton
          className="in-case"
          label="Match case"
          title={
            row.caseSensitive ? "Large and small letters differ" : "Large and small letters are the same"
          }
          aria-pressed={row.caseSensitive === true}
          onClick={() => onChange(withCase(row, row.caseSensitive !== true))}
        >
          <CaseSensitive aria-hidden size={16} />
        </IconButton>
      )}
      {/* Last by keyboard: who fills in a condition comes by its value first. */}
      <IconButton className="in-row-remove" label="Remove the condition" onClick={() => onChange(null)}>
        <Trash2 aria-hidden size={14} />
      </IconButton>
      {row.field !== "" && <Saw row={row} report={report} />}
    </div>
  );
}

function withField(row: Row, field: string, type: Row["type"]): Row {
  const keeps = operatorOf(type, row.operator) !== undefined;
  const first = operatorsFor(type)[0]?.id ?? "equals";
  return { ...withOperator({ ...row, type }, keeps ? row.operator : first), field };
}

/** A value of another kind of operand would mean nothing, so it goes. */
function withOperator(row: Row, id: string): Row {
  const before = operatorOf(row.type, row.operator)?.operand;
  const after = operatorOf(row.type, id);
  const { value, caseSensitive, ...rest } = row;
  return {
    ...rest,
    operator: id,
    ...(before === after?.operand && value !== undefined ? { value } : {}),
    ...(after?.caseOption && caseSensitive ? { caseSensitive } : {}),
  };
}

function withValue(row: Row, value: Row["value"]): Row {
  const { value: _, ...rest } = row;
  return value === undefined ? rest : { ...rest, value };
}

function withCase(row: Row, caseSensitive: boolean): Row {
  const { caseSensitive: _, ...rest } = row;
  return caseSensitive ? { ...rest, caseSensitive } : rest;
}

/** Long lists are in groups: an address can be looked at as an address or as a text. */
function OperatorSelect({ row, onChoose }: { row: Row; onChoose: (id: string) => void }) {
  const operators = operatorsFor(row.type);
  const chosen = operatorOf(row.type, row.operator);
  const presence = operators.filter(({ needsValue }) => needsValue === false);
  const rest = operators.filter(({ needsValue }) => needsValue !== false);
  const isAddress = ({ id }: Operator) => id.startsWith("url_");
  const groups: [string, readonly Operator[]][] =
    row.type === "url"
      ? [
          ["Address", rest.filter(isAddress)],
          ["As text", rest.filter((operator) => !isAddress(operator))],
          ["Is there a value?", presence],
        ]
      : [
          ["Value", rest],
          ["Is there a value?", presence],
        ];
  return (
    <select
      aria-label="Operator"
      className="ui-input"
      value={chosen === undefined ? "" : row.operator}
      title={chosen?.help}
      aria-description={chosen?.help}
      onChange={(event) => onChoose(event.target.value)}
    >
      {chosen === undefined && <option value="">Choose an operator</option>}
      {groups.map(([label, members]) => (
        <optgroup key={label} label={label}>
          {members.map(({ id, label: name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function Saw({ row, report }: { row: Row; report: RowReport | undefined }) {
  if (report === undefined) return null;
  if (isUnfinished(row))
    return (
      <p className="in-saw">
        <CircleDashed aria-hidden size={14} /> Enter what to compare with
      </p>
    );
  const Icon = report.passed ? Check : X;
  return (
    <p className="in-saw" data-passed={report.passed}>
      <Icon
        aria-label={report.passed ? "Holds for the sample" : "Does not hold for the sample"}
        size={14}
        strokeWidth={2}
      />
      saw {shown(report)}
      {typeof row.value === "string" && row.value.includes("{{") && "expected" in report && (
        <> against {JSON.stringify(report.expected)}</>
      )}
    </p>
  );
}

function shown(report: RowReport): string {
  if (!("saw" in report)) return "nothing (not provided)";
  if (typeof report.saw !== "string") return JSON.stringify(report.saw);
  return report.saw === "" ? "an empty text" : report.saw;
}
