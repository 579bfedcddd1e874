import { describe, expect, test } from "vitest";
import type { JsonValue } from "@/lib/base/json";
import type { OutputField } from "@/lib/graph/descriptor";
import { resolveTemplate } from "@/lib/graph/references";
import type { PickerSource } from "@/lib/graph/sources";
import { entriesOf, entryText } from "./picker-index";
import { pickerKey } from "./picker-keys";
import { firstRow, isRow, type PickerLine, type PickerRow, pickerLines } from "./picker-rows";

const field = (path: string, more: Partial<OutputField> = {}): OutputField => ({
  key: path.split(".").at(-1) ?? path,
  path,
  label: path.split(".").at(-1) ?? path,
  type: "text",
  optional: false,
  ...more,
});
const source = (nodeId: string, fields: OutputField[], more: Partial<PickerSource> = {}): PickerSource => ({
  nodeId,
  reference: nodeId,
  name: nodeId === "trigger" ? "Ordered" : `Step ${nodeId}`,
  integrationId: "shop",
  icon: "x",
  role: "action",
  fields,
  sample: {},
  from: { origin: "example" },
  distance: 1,
  guaranteed: true,
  ...more,
});
const trigger = source(
  "trigger",
  [
    field("href", { label: "Link", type: "url" }),
    field("customer", {
      label: "Customer",
      type: "object",
      fields: [field("customer.email", { label: "E-mail", description: "Where to write." })],
    }),
    field("tags", { label: "Tags", type: "list" }),
    field("total", { label: "Total", type: "number" }),
  ],
  {
    distance: 3,
    sample: { href: "https://shop.test/pricing", customer: { email: "ada@shop.test" }, tags: ["a", "b"] },
  },
);
const near = source("near", [field("status", { label: "Status" })]);
const perhaps = source("perhaps", [field("body", { label: "Body", type: "object" })], {
  distance: 2,
  guaranteed: false,
  sample: { body: { id: 42 } },
});
const sources = [near, perhaps, trigger];
const view = (search = "", expanded: string[] = []) =>
  pickerLines({ sources, seen: null, search, expanded: new Set(expanded) });
const shown = (lines: readonly PickerLine[]) =>
  lines.map((line) => {
    if (line.kind === "title") return `(${line.text})`;
    return line.kind === "source" ? `[${line.source.name}]` : `${line.within}${line.field.label}`;
  });

describe("the picker's lines", () => {
  test("are groups, nearest first, and what may be empty apart", () => {
    expect(shown(view())).toEqual([
      "[Step near]",
      "Status",
      "[Ordered]",
      "Link",
      "Customer",
      "Tags",
      "Total",
      "(May be empty)",
      "[Step perhaps]",
      "Body",
    ]);
  });
  test("open in place, lists and untold objects too", () => {
    const lines = view("", ["trigger:customer", "trigger:tags", "perhaps:body"]);
    expect(shown(lines)).toEqual(
      expect.arrayContaining([
        "Customer › E-mail",
        "Tags › First",
        "Tags › Last",
        "Tags › Each",
        "Tags › Count",
        "Body › id",
      ]),
    );
  });
  test("show a value of the sample and never another's", () => {
    const values = Object.fromEntries(
      view("", ["trigger:tags"])
        .filter(isRow)
        .map((row) => [row.field.label, row.value]),
    );
    expect(values).toMatchObject({ Link: "https://shop.test/pricing", First: "a", Each: "a, b", Count: 2 });
    expect(values.Total).toBeUndefined();
  });
  test("hold what events have beyond the schema last", () => {
    const seen = source("trigger", [field("raw.plan", { label: "plan" })], {
      sample: { raw: { plan: "pro" } },
    });
    const lines = pickerLines({ sources, seen, search: "", expanded: new Set() });
    expect(shown(lines).slice(-2)).toEqual(["(Also seen in your events)", "plan"]);
    expect(lines.filter(isRow).at(-1)).toMatchObject({ value: "pro" });
  });
});

describe("a search", () => {
  test.each([
    ["label", "link", ["Link"]],
    ["path", "customer.em", ["Customer › E-mail"]],
    ["description", "where to write", ["Customer › E-mail"]],
    ["value", "ADA@shop", ["Customer › E-mail"]],
    ["value of what no schema names", "42", ["Body › id"]],
    ["step's name and label", "ordered total", ["Total"]],
  ])("finds by %s", (_, search, expected) => {
    expect(shown(view(search)).filter((line) => !/^[[(]/.test(line))).toEqual(expected);
  });
  test("begins at the best find, wherever it is", () => {
    const lines = pickerLines({
      sources: [
        source("near", [field("note", { label: "Note" })], { sample: { note: "the link is" } }),
        trigger,
      ],
      seen: null,
      search: "link",
      expanded: new Set(),
    });
    expect(firstRow(lines)?.field.label).toBe("Link");
  });
  test("shows the best of too many, and how many there are besides", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => field(`other_${index}`, { description: "x" }));
    const far = source("far", [field("x_ray", { label: "x ray" })], { distance: 9 });
    const lines = pickerLines({
      sources: [source("near", many), far],
      seen: null,
      search: "x",
      expanded: new Set(),
    });
    expect(lines.filter(isRow)).toHaveLength(300);
    expect(firstRow(lines)?.field.label).toBe("x ray");
    expect(shown(lines).at(-1)).toBe("(4701 more: go on typing to find them)");
  });
  test("finds nothing where there is nothing", () => {
    expect(view("zzz")).toEqual([]);
  });
});

test("every entry's reference gives the value that is shown", () => {
  const sample = trigger.sample as JsonValue;
  for (const entry of entriesOf(trigger))
    expect(resolveTemplate(entryText(entry), { trigger: sample, steps: {} }), entry.key).toEqual(entry.value);
});

describe("keys", () => {
  const lines = view("", ["trigger:customer"]);
  const rows = lines.filter(isRow);
  const press = (key: string, label: string, search = "") => {
    const said: string[] = [];
    const active = rows.find((row) => row.field.label === label);
    pickerKey(
      { key, ctrlKey: false, metaKey: false, altKey: false },
      {
        search,
        rows,
        active,
        goTo: (row) => said.push(`go ${row?.field.label}`),
        toggle: (row, open) => said.push(`${open ? "open" : "close"} ${row.field.label}`),
        pick: (row: PickerRow) => said.push(`pick ${row.field.label}`),
      },
    )?.();
    return said;
  };
  test.each([
    ["ArrowDown", "Link", "go Customer"],
    ["ArrowUp", "Link", "go Status"],
    ["ArrowUp", "Status", "go Status"],
    ["Home", "Total", "go Status"],
    ["End", "Link", "go Body"],
    ["PageDown", "Link", "go Body"],
    ["ArrowRight", "Tags", "open Tags"],
    ["ArrowRight", "Customer", "go E-mail"],
    ["ArrowLeft", "E-mail", "go Customer"],
    ["ArrowLeft", "Customer", "close Customer"],
    ["Enter", "Total", "pick Total"],
  ])("%s at %s: %s", (key, at, expected) => {
    expect(press(key, at)).toEqual([expected]);
  });
  test("that move the caret are the search box's while it holds text", () => {
    expect(press("ArrowLeft", "Customer", "cu")).toEqual([]);
    expect(press("a", "Customer")).toEqual([]);
  });
});
