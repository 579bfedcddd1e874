"use client";
/** What every control of the form needs: where fields come from, what they are called, what they hold in the sample. */
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { JsonValue } from "@/lib/base/json";
import type { FieldType } from "@/lib/graph/descriptor";
import { fieldAt } from "@/lib/graph/fields";
import { exactReference, isTemplate, type Scope, TRIGGER, templateSegments } from "@/lib/graph/references";
import type { PickerSource } from "@/lib/graph/sources";

export interface PillLabel {
  label: string;
  sourceName: string;
  icon: string;
  broken: boolean;
}

interface Inspector {
  sources: readonly PickerSource[];
  /** Sample values, for ticks and previews. */
  scope: Scope;
  pillOf: (raw: string) => PillLabel;
  typeOf: (raw: string) => FieldType;
  labelOf: (template: string) => string;
}

const InspectorContext = createContext<Inspector | null>(null);

interface Props {
  sources: readonly PickerSource[];
  sampleOf: (reference: string) => JsonValue;
  children: ReactNode;
}

export function InspectorProvider({ sources, sampleOf, children }: Props) {
  const value = useMemo<Inspector>(() => {
    const pillOf = (raw: string) => describeRaw(sources, raw);
    return {
      sources,
      pillOf,
      typeOf: (raw) => typeOfRaw(sources, raw),
      labelOf: (template) =>
        isTemplate(template)
          ? templateSegments(template)
              .map((segment) => (segment.kind === "text" ? segment.text : pillOf(segment.raw).label))
              .join("")
          : template,
      scope: {
        trigger: sampleOf(TRIGGER),
        steps: Object.fromEntries(
          sources
            .filter(({ reference }) => reference !== TRIGGER)
            .map(({ reference }) => [reference, sampleOf(reference)]),
        ),
      },
    };
  }, [sources, sampleOf]);
  return <InspectorContext value={value}>{children}</InspectorContext>;
}

export function useInspector(): Inspector {
  const inspector = useContext(InspectorContext);
  if (inspector === null) throw new Error("outside of an InspectorProvider");
  return inspector;
}

function find(sources: readonly PickerSource[], raw: string) {
  const reference = exactReference(raw);
  const source = reference && sources.find((candidate) => candidate.reference === reference.source);
  if (!reference || !source) return null;
  const { known, field } = fieldAt(source.fields, reference.path);
  const exact = field !== null && field.path.split(".").length === reference.path.length ? field : null;
  return { reference, source, known, field: exact };
}

function describeRaw(sources: readonly PickerSource[], raw: string): PillLabel {
  const found = find(sources, raw);
  if (found === null) {
    const reference = exactReference(raw);
    const label = reference === null ? raw : (reference.path.at(-1) ?? "value");
    return { label, sourceName: "Not an earlier step", icon: "circle-help", broken: true };
  }
  const { reference, source, known, field } = found;
  const filters = reference.filters === "" ? "" : ` ${reference.filters}`;
  const label = field?.label ?? reference.path.at(-1) ?? "Everything";
  return { label: `${label}${filters}`, sourceName: source.name, icon: source.icon, broken: !known };
}

const typeOfRaw = (sources: readonly PickerSource[], raw: string): FieldType =>
  find(sources, raw)?.field?.type ?? "text";
