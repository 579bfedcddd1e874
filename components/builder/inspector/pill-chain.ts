/** What the format menu does to a chain of formats, and what each step of it makes of the sample. Pure. */

import type { FieldType } from "@/lib/graph/descriptor";
import { type Reference, resolveTemplate, rewritten, type Scope } from "@/lib/graph/references";
import type { FilterCall, FilterValue } from "@/lib/graph/template/engine";
import { formatWords, newCall, typeAfter } from "@/lib/graph/template/format-chain";
import { FORMATS, formatsFor } from "@/lib/graph/template/formats/all-formats";
import type { Format } from "@/lib/graph/template/formats/format";

export type Preview = { value: unknown } | { problem: string };

/** Of the sample, after the first `count` formats. */
export function previewOf(reference: Reference, scope: Scope, calls: readonly FilterCall[]): Preview {
  try {
    return { value: resolveTemplate(rewritten(reference, { calls: [...calls] }), scope) };
  } catch (error) {
    return { problem: (error as Error).message.split(", line:")[0] ?? "It cannot be read." };
  }
}

const NOTHING = "nothing (not provided)";

export function previewText(preview: Preview): string {
  if ("problem" in preview) return preview.problem;
  const { value } = preview;
  if (value === undefined || value === null) return NOTHING;
  if (value === "") return "an empty text";
  return typeof value === "string" ? value : JSON.stringify(value);
}

export const withValue = (call: FilterCall, index: number, value: FilterValue | null): FilterCall => ({
  ...call,
  // What is left out can only be the last.
  values: value === null ? call.values.slice(0, index) : call.values.toSpliced(index, 1, value),
});

export function moved(calls: readonly FilterCall[], from: number, to: number): FilterCall[] {
  const call = calls[from];
  if (call === undefined || to < 0 || to >= calls.length) return [...calls];
  return calls.toSpliced(from, 1).toSpliced(to, 0, call);
}

export interface Offer {
  format: Format;
  call: FilterCall;
  preview: string;
}

/** Formats for what the chain gives now, fitting ones first; a search looks among all. */
export function offersFor(
  { reference, type, scope }: { reference: Reference; type: FieldType; scope: Scope },
  search: string,
): Offer[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = formatsFor(typeAfter(type, reference.calls));
  const others = words.length === 0 ? [] : FORMATS.filter((format) => !fitting.includes(format));
  const isMissing = previewText(previewOf(reference, scope, reference.calls)) === NOTHING;
  return [...fitting, ...others]
    .sort((a, b) => (isMissing ? Number(b.name === "default") - Number(a.name === "default") : 0))
    .filter((format) => words.every((word) => searchText(format).includes(word)))
    .map((format) => {
      const call = newCall(format.name);
      return { format, call, preview: previewText(previewOf(reference, scope, [...reference.calls, call])) };
    });
}

const searchText = ({ name, label, group, help, aliases = "" }: Format): string =>
  `${label} ${group} ${aliases} ${name} ${help}`.toLowerCase();

/** "Path", or the filter's name where it is not offered. */
export const callTitle = (call: FilterCall): string =>
  FORMATS.find(({ name }) => name === call.name)?.label ?? formatWords([call]).join("");
