import { Liquid } from "liquidjs";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../base/json";
import {
  exactReference,
  referencesIn,
  referenceText,
  renameReferences,
  resolveTemplate,
  type Scope,
  templateProblem,
  templateSegments,
} from "./references";

const scope: Scope = {
  trigger: {
    href: "https://example.com/pricing",
    machine: false,
    count: 3,
    none: null,
    customer: { email: "ada@example.com" },
    tags: ["a", "b"],
    "odd key": 1,
  },
  steps: { n_1: { status: 200, body: { id: "x" } } },
};

test.each<[JsonValue, unknown]>([
  ["plain", "plain"],
  ["{{ trigger.href }}", "https://example.com/pricing"],
  [" {{trigger.count}} ", 3],
  ["{{ trigger.machine }}", false],
  ["{{ trigger.none }}", null],
  ["{{ trigger.customer }}", { email: "ada@example.com" }],
  ["{{ trigger.tags[1] }}", "b"],
  ['{{ trigger["odd key"] }}', 1],
  ["{{ steps.n_1.body.id }}", "x"],
  ["{{ steps.n_1.status | plus: 1 }}", 201],
  ["{{ trigger.missing }}", undefined],
  ["{{ trigger.missing | default: 0 }}", 0],
  ["Hi {{ trigger.customer.email }}!", "Hi ada@example.com!"],
  ["Hi {{ trigger.missing }}!", "Hi !"],
  ["{{ trigger.customer }} and {{ trigger.tags }}", '{"email":"ada@example.com"} and ["a","b"]'],
  ["{% if trigger.machine %}yes{% else %}no{% endif %}", "no"],
  ["{{ trigger.constructor.name }}", undefined],
  ["{{ trigger.__proto__ }}", undefined],
  [
    { a: "{{ trigger.count }}", b: ["{{ trigger.missing }}", 2], c: "{{ trigger.missing }}" },
    { a: 3, b: [null, 2] },
  ],
])("%j resolves to %j", (template, expected) => {
  expect(resolveTemplate(template, scope)).toEqual(expected);
});

test("text is never spliced into JSON", () => {
  const quote: Scope = { trigger: { name: '"}, "x": {"' }, steps: {} };
  expect(JSON.parse(JSON.stringify(resolveTemplate({ name: "{{ trigger.name }}" }, quote)))).toEqual(
    quote.trigger,
  );
});

describe("referenceText", () => {
  test.each([
    ["trigger", "customer.email", "{{ trigger.customer.email }}"],
    ["n_1", "body", "{{ steps.n_1.body }}"],
    ["trigger", "tags.0", "{{ trigger.tags[0] }}"],
    ["trigger", ["odd key", "$x"], '{{ trigger["odd key"]["$x"] }}'],
    ["trigger", "", "{{ trigger }}"],
  ] as const)("%s %j is %s", (source, path, text) => {
    expect(referenceText(source, path)).toBe(text);
    const keys = typeof path === "string" ? path.split(".").filter(Boolean) : [...path];
    expect(exactReference(text)).toMatchObject({ source, path: keys });
  });
});

test("references are found with the place they stand at", () => {
  const config = {
    url: "https://x.test/{{ trigger.href | url_encode }}",
    headers: { "X-Id": "{{ steps.n_1.body.id }}" },
    odd: "{{ user.name }}",
  };
  expect(referencesIn(config)).toEqual([
    { source: "trigger", path: ["href"], at: "url" },
    { source: "n_1", path: ["body", "id"], at: "headers.X-Id" },
    { source: null, path: ["user", "name"], at: "odd" },
  ]);
});

test("a template comes apart into text, references and other Liquid, and together again", () => {
  const text = "Hi {{ trigger.name | upcase }}, {% if trigger.a %}x{% endif %}{{ steps.n_1.status }}";
  const segments = templateSegments(text);
  expect(segments.map(({ kind }) => kind)).toEqual(["text", "reference", "text", "liquid", "reference"]);
  expect(segments.map((part) => (part.kind === "text" ? part.text : part.raw)).join("")).toBe(text);
});

test("what does not parse is text, and says why", () => {
  expect(templateSegments("{{ trigger.")).toEqual([{ kind: "text", text: "{{ trigger." }]);
  expect(templateProblem("{{ trigger.")).toMatch(/not closed/);
  expect(templateProblem("{{ trigger.a }}")).toBeNull();
  expect(templateProblem("{{ trigger.a | nosuchfilter }}")).toMatch(/nosuchfilter/);
});

test("duplicated steps refer to each other, not to the originals", () => {
  const value = { a: "{{ steps.n_1.x }} {{ steps.n_2.y }}", b: "steps.n_1" };
  expect(renameReferences(value, new Map([["n_1", "n_9"]]))).toEqual({
    a: "{{ steps.n_9.x }} {{ steps.n_2.y }}",
    b: "steps.n_1",
  });
});

describe("a plain reference", () => {
  const liquid = new Liquid({ ownPropertyOnly: true, strictFilters: true });
  const shapes: JsonValue[] = [
    null,
    true,
    0,
    "",
    "text",
    [],
    ["a", { b: 1 }],
    {},
    { a: null },
    { a: { b: { c: [] } } },
    { a: "t", size: 7, first: 1, last: null, length: 3, constructor: "own" },
    JSON.parse('{"__proto__":{"b":1},"toString":"x"}') as JsonValue,
  ];
  const names = ["a", "b", "size", "first", "last", "length", "constructor", "__proto__", "toString", "a-b"];
  test.each(shapes.map((shape) => [shape]))("into %j is what Liquid says", (shape) => {
    const over: Scope = { trigger: shape, steps: { n: shape } };
    for (const first of names)
      for (const second of ["", ...names.map((name) => `.${name}`)])
        for (const root of ["trigger", "steps.n", "steps.missing"]) {
          const path = `${root}.${first}${second}`;
          expect([path, resolveTemplate(`{{ ${path} }}`, over)]).toEqual([
            path,
            liquid.evalValueSync(path, { ...over }) as unknown,
          ]);
        }
  });
});
