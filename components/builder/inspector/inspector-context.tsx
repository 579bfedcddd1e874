"use client";
/** What every control of the form needs: where fields come from, what they are called, what they hold in the sample. */
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import type { JsonValue } from "@/lib/base/json";
import type { FieldType } from "@/lib/graph/descriptor";
import { fieldAt, labelBelow } from "@/lib/graph/fields";
import {
  exactReference,
  isTemplate,
  type Reference,
  type Scope,
  TRIGGER,
  templateSegments,
} from "@/lib/graph/references";
import type { PickerSource } from "@/lib/graph/sources";
import type { FieldValue } from "@/lib/graph/template/field-value";
import { labelWithFormats, typeAfter } from "@/lib/graph/template/format-chain";
import { prepareSearch } from "./picker-index";

export interface PillLabel {
  /** With its formats: "Link › path". */
  label: string;
  sourceName: string;
  icon: string;
  /** Why it has no value, or may have none; null where all is well. */
  fault: string | null;
}

interface Inspector {
  sources: readonly PickerSource[];
  /** Sample values, for ticks and previews. */
  scope: Scope;
  pillOf: (raw: string) => PillLabel;
  typeOf: (raw: string) => FieldType;
  labelOf: (template: string) => string;
  /** Why a step may not have run before this one; null where it has. */
  whyEmpty: (nodeId: string) => string | null;
}

const InspectorContext = createContext<Inspector | null>(null);

interface Props {
  sources: readonly PickerSource[];
  sampleOf: (reference: string) => JsonValue;
  /** What the whole workflow knows about a reference where it stands. Absent: what the sources know. */
  lookAt?: ((reference: Reference) => PillLabel) | undefined;
  whyEmpty: Inspector["whyEmpty"];
  children: ReactNode;
}

export function InspectorProvider({ sources, sampleOf, lookAt, whyEmpty, children }: Props) {
  const value = useMemo<Inspector>(() => {
    const pillOf = (raw: string) => describeRaw(sources, raw, lookAt);
    return {
      sources,
      whyEmpty,
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
  }, [sources, sampleOf, lookAt, whyEmpty]);
  usePreparedPicker(sources);
  return <InspectorContext value={value}>{children}</InspectorContext>;
}

/** While nobody waits for it, so that the picker opens and searches at once. */
function usePreparedPicker(sources: readonly PickerSource[]): void {
  useEffect(() => prepareSearch(sources), [sources]);
}

export function useInspector(): Inspector {
  const inspector = useContext(InspectorContext);
  if (inspector === null) throw new Error("outside of an InspectorProvider");
  return inspector;
}

function findField(sources: readonly PickerSource[], reference: Reference | null) {
  const source = reference && sources.find((candidate) => candidate.reference === reference.source);
  if (!reference || !source) return null;
  const { known, field } = fieldAt(source.fields, reference.path);
  const exact = field !== null && field.path.split(".").length === reference.path.length ? field : null;
  return { reference, source, known, field: exact, deepest: field };
}

function describeRaw(sources: readonly PickerSource[], raw: string, lookAt: Props["lookAt"]): PillLabel {
  const reference = exactReference(raw);
  if (reference === null) return { label: raw, sourceName: "", icon: "circle-help", fault: NO_FIELD };
  const look = (target: Reference) => lookAt?.(target) ?? describeFound(findField(sources, target), target);
  const described = look(reference);
  const nameOf = (field: FieldValue) => look({ ...reference, ...field, calls: [] }).label;
  return { ...described, label: labelWithFormats(described.label, reference.calls, nameOf) };
}

const NO_FIELD = "This is no field of the trigger or of a step.";

function describeFound(found: ReturnType<typeof findField>, { path }: Reference): PillLabel {
  if (found === null) {
    const label = path.at(-1) ?? "Everything";
    return { label, sourceName: "Not an earlier step", icon: "circle-help", fault: NO_FIELD };
  }
  const { source, known, field, deepest } = found;
  return {
    label: field?.label ?? labelBelow(deepest, path),
    sourceName: source.name,
    icon: source.icon,
    fault: known ? null : `“${source.name}” has no such field.`,
  };
}

function typeOfRaw(sources: readonly PickerSource[], raw: string): FieldType {
  const found = findField(sources, exactReference(raw));
  return typeAfter(found?.field?.type ?? "text", found?.reference.calls ?? []);
}
