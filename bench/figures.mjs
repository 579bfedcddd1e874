/** Numbers and how they are shown; the options that ask for them. */
import { parseArgs } from "node:util";

/** Milliseconds on the machine's monotonic clock: one clock for all processes here, so that their times can be subtracted. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function quantile(values, q) {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0
    ? Number.NaN
    : sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
}
/** p50 and p99 in milliseconds. */
export const spread = (values) => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) });

export const whole = (value) => Math.round(value).toLocaleString("en-US");
export const inMs = (value) => (Number.isNaN(value) ? "none" : `${value.toFixed(1)} ms`);
export const inSeconds = (ms) => (Number.isFinite(ms) ? `${(ms / 1000).toFixed(2)} s` : "never");
export const inMiB = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;

/** Flags of the command line over their defaults; a number stays a number. */
export function flags(defaults) {
  const options = Object.fromEntries(
    Object.keys(defaults).map((name) => [name, { type: "string", default: String(defaults[name]) }]),
  );
  const { values } = parseArgs({ options });
  return Object.fromEntries(
    Object.entries(values).map(([name, text]) => {
      if (typeof defaults[name] !== "number") return [name, text];
      const value = Number(text);
      if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} wants a number, not "${text}"`);
      return [name, value];
    }),
  );
}

/** Rows of text under each other. */
export function printTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    );
}
