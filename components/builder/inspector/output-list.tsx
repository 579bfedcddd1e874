"use client";
import { type JsonValue, valueAt } from "@/lib/base/json";
import type { OutputField } from "@/lib/graph/descriptor";

/** What the step gives to later ones. */
export function OutputList({ fields, sample }: { fields: readonly OutputField[]; sample: JsonValue }) {
  if (fields.length === 0) return <p className="ui-field-hint">This step gives nothing on.</p>;
  return (
    <div className="in-outputs">
      {fields.map((field) => {
        const value = valueAt(sample, [field.key]);
        return (
          <div key={field.key} title={field.description}>
            <span>{field.label}</span>
            <small>
              {value === undefined
                ? "not provided"
                : typeof value === "string"
                  ? value
                  : JSON.stringify(value)}
            </small>
          </div>
        );
      })}
    </div>
  );
}
