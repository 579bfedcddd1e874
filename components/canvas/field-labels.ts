/**
 * Names that people know fields by, for card sentences: `{{ trigger.customer.email }}` is "Customer › Email". Labels come wrapped in
 * private-use characters, so that they can be found again in the finished sentence and drawn as pills.
 */
import { templateEngine } from "#template-engine";
import type { NodeDescriptor, OutputField } from "@/lib/graph/descriptor";
import { type Reference, TRIGGER, templateSegments } from "@/lib/graph/references";
import type { NameOf } from "@/lib/graph/template/format-chain";
import type { WorkflowDocument } from "@/lib/graph/workflow";

const OPEN = "\uE000";
const CLOSE = "\uE001";
/** One character stands for the icon of the step that a field comes from, so that cutting a long sentence costs little. */
const FIRST_ICON = 0xe100;
const MARKED = /\uE000([\uE100-\uF8FF])([^\uE001]*)(?:\uE001|$)/g;
const STRAY = /[\uE000-\uF8FF]/g;

export interface FieldPill {
  /** The step it comes from is gone or unknown. */
  broken: boolean;
  icon: string;
  label: string;
}
export interface FieldLabels {
  /** Icons by their place in the marks. */
  icons: readonly string[];
  /** Changes when a label may have changed. */
  key: string;
  labelOf: (template: string) => string;
}

export function fieldLabels(
  document: WorkflowDocument,
  descriptors: Readonly<Record<string, NodeDescriptor>>,
): FieldLabels {
  const types = new Map(document.nodes.map(({ id, type }) => [id, type]));
  const trigger = document.nodes.find(({ type }) => descriptors[type]?.kind === "trigger");
  const descriptorOf = (source: string) =>
    descriptors[(source === TRIGGER ? trigger?.type : types.get(source)) ?? ""];
  const nameOf: NameOf = ({ source, path }) => pathLabel(descriptorOf(source)?.outputs ?? [], path);
  const icons: string[] = [];
  const mark = (icon: string, label: string): string => {
    const known = icons.indexOf(icon);
    const index = known < 0 ? icons.push(icon) - 1 : known;
    return `${OPEN}${String.fromCharCode(FIRST_ICON + index)}${label}${CLOSE}`;
  };
  return {
    key: labelsKey(document),
    icons,
    labelOf: (template) =>
      templateSegments(template)
        .map((segment) => {
          if (segment.kind === "text") return segment.text;
          if (segment.kind === "liquid") return segment.raw;
          return mark(descriptorOf(segment.source)?.icon ?? "", withFormats(segment, nameOf));
        })
        .join(""),
  };
}

/** Only formats need the engine. */
function withFormats(reference: Reference, nameOf: NameOf): string {
  const label = nameOf(reference);
  if (reference.calls.length === 0) return label;
  return templateEngine()?.labelWithFormats(label, reference.calls, nameOf) ?? label;
}

export const labelsKey = (document: WorkflowDocument): string =>
  document.nodes.map(({ id, type }) => `${id}:${type}`).join("|");

function pathLabel(fields: readonly OutputField[], path: readonly string[]): string {
  const [key, ...rest] = path;
  if (key === undefined) return "everything";
  const field = fields.find((candidate) => candidate.key === key);
  const own = field?.label ?? key;
  return rest.length === 0 ? own : `${own} › ${pathLabel(field?.fields ?? [], rest)}`;
}

/** Text with its marked labels, in order. */
export function splitPills(text: string, icons: readonly string[]): (string | FieldPill)[] {
  const parts: (string | FieldPill)[] = [];
  const addText = (piece: string) => {
    const clean = piece.replace(STRAY, "");
    if (clean !== "") parts.push(clean);
  };
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    addText(text.slice(end, match.index));
    const [whole, code = "", label = ""] = match;
    const icon = icons[code.charCodeAt(0) - FIRST_ICON] ?? "";
    parts.push({ icon, label, broken: icon === "" });
    end = match.index + whole.length;
  }
  addText(text.slice(end));
  return parts;
}
