import { expect, test } from "vitest";
import type { InputField, OutputField } from "./descriptor";
import { labelledInput, labelledOutput } from "./labelled-values";

const field = (key: string, label: string, more: Partial<InputField> = {}): InputField => ({
  key,
  label,
  input: "text",
  required: false,
  ...more,
});
const output = (key: string, label: string, fields?: OutputField[]): OutputField => ({
  key,
  path: key,
  label,
  type: fields ? "object" : "text",
  optional: false,
  ...(fields ? { fields } : {}),
});

test("an input has the form's labels, order and options", () => {
  const fields = [
    field("method", "Method", { input: "select", options: [{ value: "POST", label: "Send" }] }),
    field("wait", "How long", { input: "duration" }),
    field("days", "Days", { input: "multiSelect", options: [{ value: "mo", label: "Monday" }] }),
    field("url", "URL"),
    field("resultShape", "Shape", { input: "shape" }),
  ];
  const shown = labelledInput(
    {
      url: "https://a.example",
      days: ["mo", "{{ x }}"],
      resultShape: [],
      wait: { amount: 2, unit: "hours" },
      method: "POST",
    },
    fields,
  );
  expect(Object.entries(shown as object)).toEqual([
    ["Method", "Send"],
    ["How long", "2 hours"],
    ["Days", ["Monday", "{{ x }}"]],
    ["URL", "https://a.example"],
  ]);
});

test("an output has the picker's labels down to its members; what is not known keeps its name", () => {
  const fields = [output("customer", "Customer", [output("email", "E-mail")]), output("href", "Link")];
  const shown = labelledOutput(
    { href: "x", extra: { a: 1 }, customer: { plan: "pro", email: "a@b" } },
    fields,
  );
  expect(Object.entries(shown as object)).toEqual([
    ["Customer", { "E-mail": "a@b", plan: "pro" }],
    ["Link", "x"],
    ["extra", { a: 1 }],
  ]);
});

test("two fields of one label are both there, and what is no object stays as it is", () => {
  expect(labelledOutput({ a: 1, b: 2 }, [output("a", "Name"), output("b", "Name")])).toEqual({
    Name: 1,
    b: 2,
  });
  expect(labelledOutput([1], [output("a", "Name")])).toEqual([1]);
  expect(labelledInput("text", [field("a", "Name")])).toBe("text");
  expect(labelledInput({ a: 1 })).toEqual({ a: 1 });
});
