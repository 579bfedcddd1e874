import { describe, expect, test } from "vitest";
import type { JsonValue } from "../base/json";
import type { OutputField } from "./descriptor";
import { referenceText, resolveTemplate } from "./references";
import { seenFields } from "./seen-fields";
import { membersOf, type PickableField, typeOfValue } from "./value-fields";

const open = (key: string, type: OutputField["type"]): OutputField => ({
  key,
  path: key,
  label: key,
  type,
  optional: false,
});
const template = ({ path, filters }: PickableField) => {
  const plain = referenceText("trigger", path);
  return filters === undefined ? plain : plain.replace(" }}", ` ${filters} }}`);
};

describe("the members of a value", () => {
  test.each<[string, JsonValue]>([
    ["texts", ["a", "b", "c"]],
    [
      "objects",
      [
        { sku: "x", price: 2 },
        { sku: "y", price: 3, deep: { z: 1 } },
      ],
    ],
    ["one", [5]],
  ])("of a list of %s are first, last, each and count, and a run picks what is shown", (_, list) => {
    const members = membersOf(open("items", "list"), list);
    expect(members.map(({ field }) => field.label)).toEqual(
      expect.arrayContaining(["First", "Last", "Count"]),
    );
    expect(members.some(({ field }) => field.label.startsWith("Each"))).toBe(true);
    for (const { field, value } of members)
      expect(resolveTemplate(template(field), { trigger: { items: list }, steps: {} }), field.label).toEqual(
        value,
      );
  });
  test("of a list without a sample are offered all the same", () => {
    expect(membersOf(open("items", "list"), undefined).map(({ field }) => field.label)).toEqual([
      "First",
      "Last",
      "Each",
      "Count",
    ]);
  });
  test("of an object that no schema names are read off the sample, but for names that no path can hold", () => {
    const body = {
      id: "42",
      "a.b": 1,
      "7": 1,
      link: "https://a.test/x",
      at: "2026-01-01T00:00:00Z",
      deep: {},
    };
    expect(membersOf(open("body", "object"), body).map(({ field }) => [field.path, field.type])).toEqual([
      ["body.id", "text"],
      ["body.link", "url"],
      ["body.at", "date"],
      ["body.deep", "object"],
    ]);
  });
  test("of a schema are the schema's, whatever the sample lacks or adds", () => {
    const field = { ...open("who", "object"), fields: [{ ...open("name", "text"), path: "who.name" }] };
    expect(membersOf(field, { age: 3 })).toEqual([{ field: field.fields[0], value: undefined }]);
  });
});

test.each([
  ["x", "text"],
  ["2026-02-30", "date"],
  ["https://a.test", "url"],
  ["mailto:a@b.c", "text"],
  [1, "number"],
  [false, "boolean"],
  [[], "list"],
  [{}, "object"],
  [null, "text"],
])("%j is a %s", (value, type) => {
  expect(typeOfValue(value)).toBe(type);
});

describe("fields seen in events", () => {
  const data = { ...open("data", "object"), path: "raw.data", open: true };
  const schema: OutputField[] = [
    open("href", "url"),
    open("body", "object"),
    {
      ...open("raw", "object"),
      open: true,
      fields: [{ ...data, fields: [{ ...open("href", "url"), path: "raw.data.href" }] }],
    },
  ];
  test("are those that the schema does not name, most seen first, with the newest value", () => {
    const found = seenFields(schema, [
      { href: "x", raw: { data: { href: "x", rare: true } } },
      { body: { free: 1 }, raw: { data: { plan: "new", deep: { list: [1] } } } },
      { raw: { data: { plan: "old", nothing: null } } },
      null,
    ]);
    expect(found.map(({ path, type, example, seenIn }) => [path, type, example, seenIn])).toEqual([
      ["raw.data.plan", "text", "new", 2],
      ["raw.data.rare", "boolean", true, 1],
      ["raw.data.deep.list", "list", [1], 1],
    ]);
  });
  test("are at most 500, however deep and odd what was sent is", () => {
    const wide = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, index]));
    let deep: JsonValue = "end";
    for (let level = 0; level < 500; level++) deep = { down: deep };
    const found = seenFields([], [{ wide }, { deep }, { "": 1, "a.b": 2, __proto__: 3 }]);
    expect(found.length).toBe(500);
  });
});
