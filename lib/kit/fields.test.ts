import { describe, expect, test } from "vitest";
import { z } from "zod";
import { inputFields } from "../catalogue/describe";
import { input } from "./fields";

const sizes = [
  { value: "s", label: "Small" },
  { value: "l", label: "Large" },
] as const;
const shape = {
  channel: input.choice("Channel", { list: "channels" }),
  maybe: input.optionalChoice("Other channel", { list: "channels" }),
  sizes: input.multiSelect("Sizes", sizes),
  from: input.date("From"),
  until: input.optionalDate("Until"),
  code: input.code("Code"),
};
type Key = keyof typeof shape;
const read = (values: Partial<Record<Key, unknown>>) => {
  const keys = Object.keys(values) as Key[];
  return z.object(Object.fromEntries(keys.map((key) => [key, shape[key]]))).safeParse(values);
};

describe("kinds of inputs", () => {
  test("are described for the form", () => {
    expect(inputFields(shape)).toEqual([
      { key: "channel", label: "Channel", input: "choice", list: "channels", required: true },
      { key: "maybe", label: "Other channel", input: "choice", list: "channels", required: false },
      { key: "sizes", label: "Sizes", input: "multiSelect", options: sizes, required: false, default: [] },
      { key: "from", label: "From", input: "date", required: true },
      { key: "until", label: "Until", input: "date", required: false },
      { key: "code", label: "Code", input: "code", required: true },
    ]);
  });
  test.each([
    ["a list", ["l", "s"], ["l", "s"]],
    ["a text with commas, as a field may hold it", "s, l", ["s", "l"]],
    ["nothing", undefined, []],
    ["an empty text", "", []],
  ])("several of a list: %s", (_, value, expected) => {
    expect(read({ sizes: value }).data?.sizes).toEqual(expected);
  });
  test.each([
    ["sizes", ["xl"]],
    ["sizes", 3],
    ["from", "yesterday"],
    ["from", ""],
    ["from", 20],
    ["channel", "  "],
    ["code", ""],
  ])("%s refuses %j", (key, value) => {
    expect(read({ [key]: value }).success).toBe(false);
  });
  test.each(["2026-01-31", "2026-01-31T10:00:00Z"])("a date may be %s", (from) => {
    expect(read({ from }).data?.from).toBe(from);
  });
});
