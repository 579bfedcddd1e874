"use client";
import type { ReactNode } from "react";
import { isRecord, type JsonObject, type JsonValue } from "@/lib/base/json";
import type { InputField } from "@/lib/graph/descriptor";
import { piecesOf } from "@/lib/graph/references";
import { showValue } from "@/lib/graph/sentence";
import type { FieldLabels } from "../../canvas/field-labels";
import { plainWords } from "../../canvas/way-words";
import { Pill } from "../inspector/pill";

interface Props {
  input: InputField;
  value: JsonValue | undefined;
  labels: FieldLabels;
}

/** A setting as it is read: words, with the fields in it as pills. */
export function ValueReading({ input, value, labels }: Props): ReactNode {
  if (value === undefined || isNothing(value)) return <span className="br-none">Not set</span>;
  switch (input.input) {
    case "branches":
    case "cases":
      return <Branches value={value} labels={labels} />;
    case "keyValue":
    case "json":
      return <Members value={value} />;
    case "conditions":
    case "duration":
    case "secret":
      return plainWords(showValue(input, value, labels.labelOf), labels.icons);
    case "code":
    case "expression":
      return <pre className="br-code">{String(value)}</pre>;
    default:
      return Array.isArray(value)
        ? value.map((one) => wordOf(input, one)).join(", ")
        : text(wordOf(input, value));
  }
}

const isNothing = (value: JsonValue): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

function wordOf({ options = [] }: InputField, value: JsonValue): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  return options.find((option) => option.value === value)?.label ?? String(value);
}

/** Each branch with what it takes. */
function Branches({ value, labels }: Pick<Props, "value" | "labels">) {
  const branches = Array.isArray(value) ? value.filter((one): one is JsonObject => isRecord(one)) : [];
  const conditions: InputField = { key: "conditions", label: "", input: "conditions", required: false };
  return (
    <ul className="br-list">
      {branches.map((branch, index) => (
        <li key={String(branch.id)}>
          <b>{String(branch.name || `Branch ${index + 1}`)}</b>{" "}
          {plainWords(showValue(conditions, branch.conditions, labels.labelOf), labels.icons)}
        </li>
      ))}
    </ul>
  );
}

/** Names and their values, members within members behind a dot. */
function Members({ value }: { value: JsonValue }) {
  return (
    <dl className="br-members">
      {membersOf(value).map(([name, member]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text(member)}</dd>
        </div>
      ))}
    </dl>
  );
}

function membersOf(value: JsonValue, path = ""): [string, string][] {
  if (!isRecord(value) && !Array.isArray(value)) return [[path, String(value ?? "")]];
  return Object.entries(value).flatMap(([key, member]) =>
    membersOf(member as JsonValue, path === "" ? key : `${path}.${key}`),
  );
}

/** A template: its text, and pills where it names fields. */
function text(template: string): ReactNode {
  return <span className="br-text">{piecesIn(template)}</span>;
}

function piecesIn(template: string): ReactNode {
  try {
    return piecesOf(template).map((piece, index) => {
      const key = `${index} ${piece.kind}`;
      if (piece.kind === "text") return piece.text;
      return piece.kind === "reference" ? (
        <Pill key={key} raw={piece.raw} />
      ) : (
        <code key={key}>{piece.raw}</code>
      );
    });
  } catch {
    // Liquid that does not parse is read as it was written; the checks name the fault.
    return template;
  }
}
