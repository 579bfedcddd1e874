import { brief, type Format, quotedBrief } from "./format";

const TEXT = { group: "Text" as const, takes: ["text", "url"] as const, gives: "text" as const };

/** Done without a value. */
const PLAIN = { ...TEXT, values: [] };

/** `unit`: what is counted. */
const shortened = ({
  unit,
  initial,
  ...format
}: Pick<Format, "name" | "help" | "aliases" | "example"> & { unit: string; initial: number }): Format => ({
  ...TEXT,
  ...format,
  label: `Shorten to ${unit.toLowerCase()}`,
  words: ([count]) => `first ${brief(count)} ${unit.toLowerCase()}`,
  values: [
    { label: unit, input: "number", initial },
    { label: "Ending", input: "text", initial: "…", optional: true },
  ],
});

/** Whatever the value is, it is text with another one at its side. */
const joined = ({
  side,
  ...format
}: Pick<Format, "name" | "help" | "aliases" | "example"> & { side: "before" | "after" }): Format => ({
  ...format,
  group: "Text",
  label: `Put ${side} it`,
  words: ([text]) => `${quotedBrief(text)} ${side}`,
  gives: "text",
  values: [{ label: "Text", input: "text", initial: "" }],
});

export const textFormats: Format[] = [
  {
    name: "default",
    group: "Missing",
    label: "If missing, use",
    help: "What to write where the value is missing, empty or false.",
    words: ([value]) => `or ${quotedBrief(value)}`,
    aliases: "default fallback empty else",
    values: [{ label: "Text", input: "text", initial: "there" }],
    example: { value: null, values: ["there"], result: "there" },
  },
  {
    ...PLAIN,
    name: "downcase",
    label: "Lower case",
    help: "All letters small.",
    aliases: "downcase small",
    example: { value: "Ada LOVELACE", values: [], result: "ada lovelace" },
  },
  {
    ...PLAIN,
    name: "upcase",
    label: "Upper case",
    help: "All letters large.",
    aliases: "upcase capitals large",
    example: { value: "ada", values: [], result: "ADA" },
  },
  {
    ...PLAIN,
    name: "capitalize",
    label: "First letter large",
    help: "The first letter large, the others small.",
    aliases: "capitalize sentence case",
    example: { value: "ada LOVELACE", values: [], result: "Ada lovelace" },
  },
  {
    ...PLAIN,
    name: "titlecase",
    label: "Title case",
    help: "The first letter of each word large, the others small.",
    aliases: "titlecase names words",
    example: { value: "ada LOVELACE", values: [], result: "Ada Lovelace" },
    own: (value) =>
      typeof value === "string"
        ? value.toLowerCase().replace(/(^|[\s-])(\p{L})/gu, (_, before: string, letter: string) => {
            return before + letter.toUpperCase();
          })
        : value,
  },
  {
    ...PLAIN,
    name: "strip",
    label: "Trim",
    help: "Without spaces and line breaks at both ends.",
    words: () => "trimmed",
    aliases: "strip whitespace spaces",
    example: { value: "  Ada ", values: [], result: "Ada" },
  },
  shortened({
    name: "truncate",
    help: "At most so many characters, the ending included.",
    aliases: "truncate cut length limit",
    unit: "Letters",
    initial: 50,
    example: { value: "Your weekly digest", values: [10, "…"], result: "Your week…" },
  }),
  shortened({
    name: "truncatewords",
    help: "At most so many words, then the ending.",
    aliases: "truncatewords cut limit",
    unit: "Words",
    initial: 10,
    example: { value: "Your weekly digest", values: [2, "…"], result: "Your weekly…" },
  }),
  {
    ...TEXT,
    name: "replace",
    label: "Replace",
    help: "Every place of a text, by another one.",
    words: ([from, to]) => (from === "" ? "replace" : `${quotedBrief(from)} → ${quotedBrief(to)}`),
    aliases: "replace substitute change",
    values: [
      { label: "Find", input: "text", initial: "" },
      { label: "Replace with", input: "text", initial: "" },
    ],
    example: { value: "a-b-c", values: ["-", " "], result: "a b c" },
  },
  {
    ...TEXT,
    name: "remove",
    label: "Remove",
    help: "Every place of a text, taken out.",
    words: ([text]) => `without ${quotedBrief(text)}`,
    aliases: "remove delete",
    values: [{ label: "Text", input: "text", initial: "" }],
    example: { value: "a-b-c", values: ["-"], result: "abc" },
  },
  joined({
    name: "prepend",
    help: "A text in front.",
    aliases: "prepend prefix",
    side: "before",
    example: { value: "123", values: ["#"], result: "#123" },
  }),
  joined({
    name: "append",
    help: "A text behind.",
    aliases: "append suffix",
    side: "after",
    example: { value: "10", values: [" days"], result: "10 days" },
  }),
  {
    ...TEXT,
    name: "split",
    label: "Split into a list",
    help: "The pieces between a separator, as a list.",
    words: ([by]) => `split at ${quotedBrief(by)}`,
    aliases: "split separate pieces",
    gives: "list",
    values: [{ label: "Separator", input: "text", initial: "," }],
    example: { value: "a,b", values: [","], result: ["a", "b"] },
  },
  {
    ...PLAIN,
    name: "strip_html",
    label: "Without HTML",
    help: "Tags, comments, scripts and styles taken out.",
    words: () => "without HTML",
    aliases: "strip_html tags plain",
    takes: ["text"],
    example: { value: "<b>Hi</b>", values: [], result: "Hi" },
  },
  {
    ...PLAIN,
    name: "strip_newlines",
    label: "On one line",
    help: "Line breaks taken out.",
    aliases: "strip_newlines",
    takes: ["text"],
    example: { value: "a\nb", values: [], result: "ab" },
  },
];
