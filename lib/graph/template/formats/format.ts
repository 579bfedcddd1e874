import type { FieldType } from "../../descriptor";

/** One value that a format takes behind its colon. */
export interface FormatValue {
  label: string;
  input: "text" | "number" | "zone";
  /** Offered in a list. */
  choices?: readonly { value: string; label: string }[];
  /** Beside the choices, anything can be typed; what that is called. */
  custom?: string;
  /** What stands there when the format is chosen. */
  initial: string | number;
  /** May be left out. */
  optional?: true;
}

/** One change to a picked value: a Liquid filter with words for people. Form, pill, renderer and docs/templates.md read this. */
export interface Format {
  /** The filter's name; stored in templates, so never renamed. */
  name: string;
  group: FormatGroup;
  /** In the menu: "Part of the path". */
  label: string;
  /** One sentence for menu and documents. */
  help: string;
  /** On the pill, after `›`; absent: the label in lower case. */
  words?: (values: readonly unknown[]) => string;
  /** Other words that people look for it by. */
  aliases?: string;
  /** Types that it is offered for; absent: all. */
  takes?: readonly FieldType[];
  /** Type of the result; absent: as before. */
  gives?: FieldType;
  values: readonly FormatValue[];
  /** Value, arguments as in Liquid, result: shown in the documents, and tested. */
  example: { value: unknown; values: readonly (string | number)[]; result: unknown };
  /** Liquid lacks it: this is it. Must take any JSON and never throw. */
  own?: (value: unknown, ...values: unknown[]) => unknown;
}

export const FORMAT_GROUPS = ["Missing", "Text", "Link", "Date", "Number", "List", "Encoding"] as const;
export type FormatGroup = (typeof FORMAT_GROUPS)[number];

/** A field in place of a value, as people know it. */
export class FieldWord {
  constructor(readonly label: string) {}
}

/** Text as it stands on a pill: short, so that the pill stays one. */
export const brief = (value: unknown): string => {
  const text = value instanceof FieldWord ? value.label : String(value ?? "");
  return text.length > 18 ? `${text.slice(0, 17)}…` : text;
};

/** What is text itself stands in quotation marks; a field's name does not. */
export const quotedBrief = (value: unknown): string =>
  value instanceof FieldWord ? brief(value) : `“${brief(value)}”`;
