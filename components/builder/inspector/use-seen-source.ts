"use client";
import { useMemo } from "react";
import type { JsonValue } from "@/lib/base/json";
import { listSeenFields } from "@/lib/contracts/workflows";
import type { OutputField } from "@/lib/graph/descriptor";
import { TRIGGER } from "@/lib/graph/references";
import type { PickerSource } from "@/lib/graph/sources";
import { useDoorQuery } from "../../api/use-door";
import { useBuilder } from "../builder-context";

/** What real events hold beyond the trigger's schema, as a source of its own; null while there is nothing known of it. */
export function useSeenSource(sources: readonly PickerSource[]): PickerSource | null {
  const workflowId = useBuilder((state) => state.facts.id);
  const trigger = sources.find(({ reference }) => reference === TRIGGER);
  const { data } = useDoorQuery(
    listSeenFields,
    { params: { workflowId } },
    { enabled: trigger !== undefined, staleTime: 60_000 },
  );
  return useMemo(() => {
    if (trigger === undefined || data === undefined || data.fields.length === 0) return null;
    const { eventCount } = data;
    const fields = data.fields.map(
      ({ seenIn, ...field }): OutputField => ({
        ...(field as OutputField),
        description:
          eventCount === 1 ? "In the last event." : `In ${seenIn} of the last ${eventCount} events.`,
      }),
    );
    return { ...trigger, fields, sample: sampleOf(fields) };
  }, [trigger, data]);
}

/** The newest value of each, at its path: they may come from different events. */
function sampleOf(fields: readonly OutputField[]): JsonValue {
  const sample: { [key: string]: JsonValue } = {};
  for (const { path, example } of fields) {
    const keys = path.split(".");
    const last = keys.pop();
    let at = sample;
    for (const key of keys) {
      if (!Object.hasOwn(at, key)) at[key] = {};
      at = at[key] as { [key: string]: JsonValue };
    }
    if (last !== undefined && example !== undefined) at[last] = example;
  }
  return sample;
}
