/**
 * Builders for the members of a node's schemas. What they put into a schema's metadata is all that form, picker and pages need, so a
 * shape is declared once. The metadata sits on the outermost schema: use `optional: true`, not `.optional()`.
 */
import { z } from "zod";
import { isRecord, type JsonValue, jsonValue } from "../base/json";
import type { ConditionGroup, ConditionType } from "../conditions/condition";
import { conditionGroup } from "../conditions/condition";

export interface OutputMeta {
  role: "output";
  label: string;
  type: ConditionType;
  description?: string;
  example?: JsonValue;
  /** Other members than the listed ones may come. */
  open?: boolean;
  /** Of a loop: only for the steps that this way out leads to. */
  within?: "each" | "done";
  /** For `described`. */
  members?: z.ZodRawShape;
}
export interface InputMeta {
  role: "input";
  label: string;
  input: string;
  description?: string;
  placeholder?: string;
  options?: { value: string; label: string }[];
  /** For `choice`: a list of the integration's connection. */
  list?: string;
  showWhen?: { key: string; in: JsonValue[] };
  /** A literal must be one of these; checked while editing. */
  format?: "timeZone";
  advanced?: boolean;
  /** What a new step has here. Unlike a default it can be emptied. */
  start?: JsonValue;
  /** Said apart from the schema, which lets hidden inputs be absent. */
  required?: boolean;
}

type OutputOptions = Omit<OutputMeta, "role" | "label" | "type" | "members">;

/** Members of an output. A missing value is left out; `null` is never written. */
function output<S extends z.ZodType>(schema: S, type: ConditionType) {
  return (label: string, options: OutputOptions = {}) =>
    schema.meta({ role: "output", label, type, ...options });
}
/** The same, for members that a real event may lack. */
function optionalOutput<S extends z.ZodType>(schema: S, type: ConditionType) {
  return (label: string, options: OutputOptions = {}) =>
    schema.optional().meta({ role: "output", label, type, ...options });
}
const idSchema = z.union([z.number(), z.string()]);

export const out = {
  text: output(z.string(), "text"),
  number: output(z.number(), "number"),
  boolean: output(z.boolean(), "boolean"),
  date: output(z.iso.datetime({ offset: true }), "date"),
  json: output(jsonValue, "object"),
  object: <S extends z.ZodRawShape>(label: string, shape: S, options: OutputOptions = {}) =>
    z.object(shape).meta({ role: "output", label, type: "object", ...options }),
  /** Any JSON, whose documented members the picker lists; they are promised, not checked. */
  described: (label: string, members: z.ZodRawShape, options: OutputOptions = {}) =>
    jsonValue.meta({ role: "output", label, type: "object", open: true, members, ...options }),
} as const;

export const maybe = {
  text: optionalOutput(z.string(), "text"),
  url: optionalOutput(z.string(), "url"),
  number: optionalOutput(z.number(), "number"),
  boolean: optionalOutput(z.boolean(), "boolean"),
  date: optionalOutput(z.iso.datetime({ offset: true }), "date"),
  /** A number that some senders write as text. */
  id: optionalOutput(idSchema, "number"),
  json: optionalOutput(jsonValue, "object"),
  list: optionalOutput(z.array(jsonValue), "list"),
  described: (label: string, members: z.ZodRawShape, options: OutputOptions = {}) =>
    jsonValue.optional().meta({ role: "output", label, type: "object", open: true, members, ...options }),
} as const;

type InputOptions = Omit<InputMeta, "role" | "label" | "input" | "options" | "list">;
type Choices<V extends string> = readonly { value: V; label: string }[];

/** A reference keeps its type, so a text field may meet a number or an object; as text they read as JSON. */
const asText = z
  .union([z.string(), z.number(), z.boolean(), z.null(), z.array(jsonValue), z.record(z.string(), jsonValue)])
  .transform((value) => {
    if (typeof value === "string") return value;
    return value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  });
const filledText = asText.refine((text) => text.trim() !== "", "is empty");
const asNumber = z
  .union([z.number(), z.string().regex(/^\s*-?\d+(\.\d+)?\s*$/, "is not a number")])
  .transform(Number);
const asBoolean = z.union([z.boolean(), z.stringbool()]);
const duration = z.object({ amount: asNumber, unit: z.enum(["seconds", "minutes", "hours", "days"]) });
/** Ways out that are named after the values they take. */
const cases = z.array(z.object({ id: z.string(), name: z.string() }));
const branches = z.array(z.object({ id: z.string(), name: z.string(), conditions: conditionGroup }));
/** `{name: text}`; a missing value leaves its name out. */
const textRecord = z
  .record(z.string(), jsonValue)
  .transform((record) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([key, value]) =>
        value === null || key.trim() === ""
          ? []
          : [[key.trim(), isRecord(value) || Array.isArray(value) ? JSON.stringify(value) : String(value)]],
      ),
    ),
  );

/** A list, or a text with commas: a field of an earlier step may hold either. */
const manyOf = <V extends string>(values: readonly V[]) =>
  z.preprocess(
    (value) =>
      typeof value === "string"
        ? value
            .split(",")
            .map((part) => part.trim())
            .filter(Boolean)
        : value,
    z.array(z.enum(values as readonly [V, ...V[]])).default([]),
  );
const asDate = z
  .string()
  .trim()
  .refine((text) => !Number.isNaN(Date.parse(text)), "is not a date");

const meta = (label: string, input: string, options: InputOptions & Pick<InputMeta, "options" | "list">) => ({
  role: "input" as const,
  label,
  input,
  ...options,
});

/** Members of an input. Required, unless the builder says otherwise. */
export const input = {
  text: (label: string, options: InputOptions = {}) => filledText.meta(meta(label, "text", options)),
  url: (label: string, options: InputOptions = {}) => filledText.meta(meta(label, "url", options)),
  optionalText: (label: string, options: InputOptions = {}) =>
    asText.optional().meta(meta(label, "text", options)),
  /** Required while `showWhen` shows it; what a run does without the value is the action's business. */
  shownText: (label: string, options: InputOptions & Required<Pick<InputMeta, "showWhen">>) =>
    asText.optional().meta(meta(label, "text", { ...options, required: true })),
  multiline: (label: string, options: InputOptions = {}) =>
    filledText.meta(meta(label, "multiline", options)),
  optionalMultiline: (label: string, options: InputOptions = {}) =>
    asText.optional().meta(meta(label, "multiline", options)),
  number: (label: string, options: InputOptions & { min: number; max: number; default: number }) => {
    const { min, max, default: preset, ...rest } = options;
    return asNumber
      .pipe(z.number().min(min).max(max))
      .default(preset)
      .meta(meta(label, "number", rest));
  },
  boolean: (label: string, options: InputOptions & { default: boolean }) => {
    const { default: preset, ...rest } = options;
    return asBoolean.default(preset).meta(meta(label, "boolean", rest));
  },
  select: <const V extends string>(
    label: string,
    choices: Choices<V>,
    options: InputOptions & { default: V },
  ) => {
    const { default: preset, ...rest } = options;
    const values = z.enum(choices.map(({ value }) => value) as [V, ...V[]]);
    // The cast names what the enum of exactly these values is; zod cannot infer its key type from a generic.
    return (values as unknown as z.ZodType<V, V>)
      .default(preset as never)
      .meta(meta(label, "select", { ...rest, options: [...choices] }));
  },
  /** Any number of them, none unless the author chooses. */
  multiSelect: <const V extends string>(label: string, choices: Choices<V>, options: InputOptions = {}) =>
    manyOf(choices.map(({ value }) => value)).meta(
      meta(label, "multiSelect", { ...options, options: [...choices] }),
    ),
  /** A value of a list that the connection gives; any other text may be typed. */
  choice: (label: string, options: InputOptions & { list: string }) =>
    filledText.meta(meta(label, "choice", options)),
  optionalChoice: (label: string, options: InputOptions & { list: string }) =>
    asText.optional().meta(meta(label, "choice", options)),
  date: (label: string, options: InputOptions = {}) => asDate.meta(meta(label, "date", options)),
  optionalDate: (label: string, options: InputOptions = {}) =>
    asDate.optional().meta(meta(label, "date", options)),
  code: (label: string, options: InputOptions = {}) => filledText.meta(meta(label, "code", options)),
  json: (label: string, options: InputOptions = {}) =>
    jsonValue.optional().meta(meta(label, "json", options)),
  requiredJson: (label: string, options: InputOptions = {}) => jsonValue.meta(meta(label, "json", options)),
  keyValue: (label: string, options: InputOptions = {}) =>
    textRecord.optional().meta(meta(label, "keyValue", options)),
  duration: (label: string, options: InputOptions = {}) => duration.meta(meta(label, "duration", options)),
  /** Hidden ones keep the default, so that the schema never misses them. */
  shownDuration: (
    label: string,
    options: InputOptions & Required<Pick<InputMeta, "showWhen">> & { default: z.output<typeof duration> },
  ) => {
    const { default: preset, ...rest } = options;
    return duration.default(preset).meta(meta(label, "duration", rest));
  },
  conditions: (label: string, options: InputOptions = {}) =>
    (conditionGroup as z.ZodType<ConditionGroup>).meta(meta(label, "conditions", options)),
  cases: (label: string, options: InputOptions = {}) => cases.meta(meta(label, "cases", options)),
  branches: (label: string, options: InputOptions = {}) => branches.meta(meta(label, "branches", options)),
  /** JSONata, as it is written. */
  expression: (label: string, options: InputOptions = {}) =>
    z
      .string()
      .refine((text) => text.trim() !== "", "is empty")
      .meta(meta(label, "expression", options)),
  /** What the form found out about the result; a run does not look at it. */
  shape: (label: string) => jsonValue.optional().meta(meta(label, "shape", {})),
  secret: (label: string, options: InputOptions = {}) =>
    z
      .string()
      .trim()
      .min(1, "is empty")
      .meta(meta(label, "secret", options)),
  optionalSecret: (label: string, options: InputOptions = {}) =>
    z
      .string()
      .optional()
      .meta(meta(label, "secret", options)),
} as const;
