import { expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { nodeDescriptor } from "../catalogue/descriptors";
import { lookupTrigger } from "../catalogue/lookup";
import { outputProblems } from "./output-problems";

const CLICK = "customer-io.email-link-clicked";
const fields = nodeDescriptor(CLICK)?.outputs ?? [];
const sample = nodeDescriptor(CLICK)?.sample as JsonObject;

test("a sample of the step has none, nor have the examples of its trigger", () => {
  expect(outputProblems(fields, sample)).toEqual([]);
  const trigger = lookupTrigger(CLICK);
  for (const { name, payload } of trigger?.examples ?? [])
    expect(outputProblems(fields, trigger?.output.parse(trigger.read(payload)) as JsonObject), name).toEqual(
      [],
    );
});

test.each([
  ["machine", "yes", "true or false, or to leave it out", "the text “yes”"],
  ["machine", null, "true or false, or to leave it out", "null"],
  ["href", 4, "a text in quotes, or to leave it out", "4"],
  [
    "occurred_at",
    "yesterday",
    "a date such as “2026-01-31T09:00:00Z”, or to leave it out",
    "the text “yesterday”",
  ],
  ["event", undefined, "a text in quotes", "nothing"],
  ["campaign_id", [], "a number, or to leave it out", "a list"],
])("%s as %j", (key, value, expected, found) => {
  const { [key]: _, ...rest } = sample;
  const output = value === undefined ? rest : { ...sample, [key]: value };
  expect(outputProblems(fields, output)).toEqual([{ path: [key], expected, found }]);
  // The server agrees.
  expect(lookupTrigger(CLICK)?.output.safeParse(output).success).toBe(false);
});

test("something else than an object is no output", () => {
  expect(outputProblems(fields, [])).toEqual([{ path: [], expected: "an object in { }", found: "a list" }]);
});
