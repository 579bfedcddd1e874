import { asNumber } from "../../../conditions/operators/operator";
import { brief, type Format } from "./format";

const NUMBER = { group: "Number" as const, takes: ["number", "text"] as const };
/** Of `toFixed`. */
const MAX_DECIMALS = 20;

const STYLES = [
  { value: ",", label: "1,234.50" },
  { value: ".", label: "1.234,50" },
  { value: " ", label: "1 234,50" },
  { value: "'", label: "1'234.50" },
  { value: "", label: "1234.50" },
] as const;

/** Decimals and thousands, without the machine's language: both browser and server write the same. */
function formatNumber(value: unknown, decimals: unknown, thousands: unknown): unknown {
  const number = asNumber(value);
  if (!Number.isFinite(number)) return value;
  const places = Math.min(MAX_DECIMALS, Math.max(0, Math.trunc(Number(decimals ?? 0)) || 0));
  const fixed = number.toFixed(places);
  // Beyond 1e21 `toFixed` writes an exponent.
  if (fixed.includes("e")) return fixed;
  const [whole = "", fraction] = fixed.replace("-", "").split(".");
  const mark = typeof thousands === "string" ? thousands : ",";
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, () => mark);
  const point = mark === "." || mark === " " ? "," : ".";
  const sign = fixed.startsWith("-") && Number(fixed) !== 0 ? "-" : "";
  return `${sign}${grouped}${fraction === undefined ? "" : point + fraction}`;
}

const arithmetic = (format: {
  name: string;
  label: string;
  help: string;
  sign: string;
  initial: number;
  result: number;
}): Format => ({
  ...NUMBER,
  name: format.name,
  label: format.label,
  help: format.help,
  words: ([by]) => `${format.sign} ${brief(by)}`,
  aliases: "calculate arithmetic sum",
  gives: "number",
  values: [{ label: "Number", input: "number", initial: format.initial }],
  example: { value: 12, values: [format.initial], result: format.result },
});

export const numberFormats: Format[] = [
  {
    ...NUMBER,
    name: "format_number",
    label: "Write the number as",
    help: "With so many decimals, and a mark between thousands.",
    words: ([decimals, mark]) =>
      `as ${STYLES.find(({ value }) => value === mark)?.label.replace(/.50$/, "") ?? "number"}, ${brief(decimals)} decimals`,
    aliases: "decimals thousands currency money price round",
    gives: "text",
    values: [
      { label: "Decimals", input: "number", initial: 2 },
      { label: "Looks like", input: "text", choices: STYLES, initial: "," },
    ],
    example: { value: 1234.5, values: [2, ","], result: "1,234.50" },
    own: formatNumber,
  },
  {
    ...NUMBER,
    name: "round",
    label: "Round",
    help: "To so many decimals.",
    words: ([decimals]) =>
      Number(decimals ?? 0) === 0 ? "rounded" : `rounded to ${brief(decimals)} decimals`,
    gives: "number",
    values: [{ label: "Decimals", input: "number", initial: 0 }],
    example: { value: 2.75, values: [1], result: 2.8 },
  },
  {
    ...NUMBER,
    name: "abs",
    label: "Without its sign",
    help: "The same number, never negative.",
    aliases: "abs absolute",
    gives: "number",
    values: [],
    example: { value: -3, values: [], result: 3 },
  },
  arithmetic({ name: "plus", label: "Add", help: "Plus a number.", sign: "+", initial: 1, result: 13 }),
  arithmetic({
    name: "minus",
    label: "Subtract",
    help: "Minus a number.",
    sign: "−",
    initial: 1,
    result: 11,
  }),
  arithmetic({
    name: "times",
    label: "Multiply by",
    help: "Times a number.",
    sign: "×",
    initial: 2,
    result: 24,
  }),
  arithmetic({
    name: "divided_by",
    label: "Divide by",
    help: "Divided by a number.",
    sign: "÷",
    initial: 2,
    result: 6,
  }),
];
