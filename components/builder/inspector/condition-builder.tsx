"use client";
/** Conditions as sentences: field, operator, value; with what the sample says about each. */
import { Check, Plus, Trash2, X } from "lucide-react";
import { useMemo } from "react";
import {
  type ConditionGroup,
  type ConditionRow,
  type GroupReport,
  isGroup,
  type RowReport,
} from "@/lib/conditions/condition";
import { evaluateGroup } from "@/lib/conditions/evaluate";
import { operatorOf, operatorsFor } from "@/lib/conditions/operators";
import { resolveTemplate } from "@/lib/graph/references";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Segmented } from "../../ui/segmented";
import { Select } from "../../ui/select";
import { useInspector } from "./inspector-context";
import { OperandInput } from "./operand-input";
import { ReferenceButton } from "./reference-button";

interface Props {
  value: ConditionGroup;
  onChange: (value: ConditionGroup) => void;
  /** "Go on if", "Take it if". */
  lead: string;
  /** Groups nest two deep. */
  nested?: boolean;
}

export const EMPTY_ROW: ConditionRow = { field: "", type: "text", operator: "equals" };
export const EMPTY_GROUP: ConditionGroup = { match: "all", conditions: [] };
const MATCHES = [
  { value: "all", label: "all" },
  { value: "any", label: "any" },
  { value: "none", label: "none" },
] as const;

export function ConditionBuilder({ value, onChange, lead, nested }: Props) {
  const { scope } = useInspector();
  const report = useMemo(
    () => evaluateGroup(value, (template) => resolveTemplate(template, scope), { now: new Date() }),
    [value, scope],
  );
  return <Group value={value} onChange={onChange} lead={lead} nested={nested ?? false} report={report} />;
}

function Group({ value, onChange, lead, nested, report }: Props & { nested: boolean; report: GroupReport }) {
  const put = (index: number, entry: ConditionRow | ConditionGroup | null) =>
    onChange({
      ...value,
      conditions: value.conditions.flatMap((old, i) =>
        i === index ? (entry ?? []) : old,
      ) as ConditionGroup["conditions"],
    });
  const add = (entry: ConditionRow | ConditionGroup) =>
    onChange({ ...value, conditions: [...value.conditions, entry] });
  return (
    <div className="in-group">
      <div className="in-group-head">
        {lead}
        <Segmented
          label="How many must hold"
          value={value.match}
          options={MATCHES}
          onValueChange={(match) => onChange({ ...value, match })}
        />
        of these are true
      </div>
      {value.conditions.map((entry, index) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={index}
          entry={entry}
          report={report.rows[index]}
          onChange={(next) => put(index, next)}
        />
      ))}
      <div className="flex gap-2">
        <Button size="sm" onClick={() => add(EMPTY_ROW)}>
          <Plus aria-hidden size={14} /> Add a condition
        </Button>
        {!nested && (
          <Button size="sm" variant="ghost" onClick={() => add({ match: "any", conditions: [EMPTY_ROW] })}>
            Add a group
          </Button>
        )}
      </div>
    </div>
  );
}

interface EntryProps {
  entry: ConditionRow | ConditionGroup;
  report: RowReport | GroupReport | undefined;
  onChange: (entry: ConditionRow | ConditionGroup | null) => void;
}

function Entry({ entry, report, onChange }: EntryProps) {
  if (!isGroup(entry))
    return <Row row={entry} report={report as RowReport | undefined} onChange={onChange} />;
  return (
    <div className="relative">
      <Group
        value={entry}
        onChange={onChange}
        lead=""
        nested
        report={(report as GroupReport | undefined) ?? { match: entry.match, passed: false, rows: [] }}
      />
      <span className="absolute top-1 right-1">
        <IconButton label="Remove the group" onClick={() => onChange(null)}>
          <Trash2 aria-hidden size={14} />
        </IconButton>
      </span>
    </div>
  );
}

function Row({
  row,
  report,
  onChange,
}: {
  row: ConditionRow;
  report: RowReport | undefined;
  onChange: EntryProps["onChange"];
}) {
  const operators = operatorsFor(row.type);
  const operator = operatorOf(row.type, row.operator);
  const choose = (id: string) => onChange(withOperator(row, id));
  return (
    <div className="in-row">
      <ReferenceButton
        value={row.field}
        label="Field"
        onChange={(field, type) => {
          const first = operatorsFor(type)[0]?.id ?? "equals";
          const keeps = operatorOf(type, row.operator) !== undefined;
          onChange({ ...withOperator({ ...row, type }, keeps ? row.operator : first), field });
        }}
      />
      <Select
        aria-label="Operator"
        value={row.operator}
        options={operators.map(({ id, label }) => ({ value: id, label }))}
        onValueChange={choose}
      />
      <IconButton label="Remove the condition" onClick={() => onChange(null)}>
        <Trash2 aria-hidden size={14} />
      </IconButton>
      <div className="in-row-value">
        <OperandInput
          operand={operator?.operand ?? "text"}
          value={row.value}
          onChange={(value) => onChange(withValue(row, value))}
        />
      </div>
      {row.field !== "" && report && <Saw report={report} />}
    </div>
  );
}

/** A value of another kind of operand would mean nothing, so it goes. */
function withOperator(row: ConditionRow, id: string): ConditionRow {
  const before = operatorOf(row.type, row.operator)?.operand;
  const after = operatorOf(row.type, id)?.operand;
  const { value, ...rest } = row;
  return before === after && value !== undefined
    ? { ...rest, operator: id, value }
    : { ...rest, operator: id };
}

function withValue(row: ConditionRow, value: ConditionRow["value"]): ConditionRow {
  const { value: _, ...rest } = row;
  return value === undefined ? rest : { ...rest, value };
}

function Saw({ report }: { report: RowReport }) {
  const Icon = report.passed ? Check : X;
  const saw =
    "saw" in report
      ? typeof report.saw === "string"
        ? report.saw
        : JSON.stringify(report.saw)
      : "not provided";
  return (
    <p className="in-saw" data-passed={report.passed}>
      <Icon
        aria-label={report.passed ? "Holds for the sample" : "Does not hold for the sample"}
        size={14}
        strokeWidth={2}
      />
      saw {saw === "" ? "an empty text" : saw}
    </p>
  );
}
