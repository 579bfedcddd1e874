import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../base/json";
import { resolveTemplate, templateProblem } from "../references";
import { MAX_NESTING, MAX_OUTPUT, MAX_TEMPLATE } from "./engine";

const over = (trigger: JsonValue) => ({ trigger, steps: {} });
const render = (text: string, trigger: JsonValue = {}) => resolveTemplate(text, over(trigger));
const big = "a".repeat(100_000);

describe("a template opens no file", () => {
  const file = path.join(tmpdir(), "hookline-secret.txt");
  writeFileSync(file, "do not tell");
  test.each([
    `{% include "${file}" %}`,
    `{% render "${file}" %}`,
    `{% layout "${file}" %}`,
    '{% render "package.json" %}',
    "{% include trigger.file %}",
    "{% liquid\n include trigger.file %}",
  ])("%s", (text) => {
    expect(templateProblem(text)).toMatch(/tag ".*" not found/);
    expect(() => render(text, { file })).toThrow(/not found/);
  });
});

describe("a template reaches no prototype", () => {
  const shapes: JsonValue[] = ["text", ["a"], { a: 1 }, [{ a: 1 }]];
  const keys = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__defineGetter__"];
  const templates = keys.flatMap((key) => [
    `{{ trigger.${key} }}`,
    `{{ trigger["${key}"] }}`,
    `{{ trigger.a.${key} }}`,
    `{{ trigger[0].${key}.${key} }}`,
    `{{ trigger | map: "${key}" | compact | first }}`,
    `{{ trigger | where: "${key}" | first }}`,
    `{% assign k = "${key}" %}{{ trigger[k] }}`,
    `{% for entry in trigger.${key} %}x{% endfor %}`,
    `{% if trigger.${key} %}x{% endif %}`,
  ]);
  test.each(templates)("%s", (text) => {
    for (const shape of shapes) expect(render(text, shape) ?? "").toBe("");
  });

  test("nor changes one", () => {
    render('{% assign __proto__ = "x" %}{% capture constructor %}y{% endcapture %}{% increment toString %}');
    expect([({} as { x?: string }).x, typeof {}.toString]).toEqual([undefined, "function"]);
  });

  test("nor runs text as code", () => {
    for (const name of ["where_exp", "reject_exp", "find_exp", "group_by_exp", "sample"])
      expect(templateProblem(`{{ trigger.a | ${name}: "x", "x" }}`)).toMatch(/there is no filter/);
  });
});

describe("limits", { timeout: 60_000 }, () => {
  test("of the template's size", () => {
    expect(templateProblem(`{{ trigger.a }}${"x".repeat(MAX_TEMPLATE)}`)).toBe(
      "it is longer than 100,000 characters",
    );
  });

  test.each([
    ["blocks", "{% if trigger.a %}", "{% endif %}"],
    ["loops", "{% for a in trigger.a %}", "{% endfor %}"],
    ["captures", "{% capture a %}", "{% endcapture %}"],
    ["brackets", "{{ trigger[", "] }}"],
    ["groups", "{{ (", ") }}"],
  ])("of nesting: %s", (_, open, close) => {
    const deep = (depth: number) => {
      const [first, last] = [open.slice(-1) === "[", close.startsWith("]")];
      if (first && last) return `{{ ${"trigger[".repeat(depth)}0${"]".repeat(depth)} }}`;
      if (open.endsWith("(")) return `{{ ${"(".repeat(depth)}trigger${")".repeat(depth)} }}`;
      return open.repeat(depth) + close.repeat(depth);
    };
    expect(templateProblem(deep(MAX_NESTING + 1))).toBe(`it nests more than ${MAX_NESTING} deep`);
    expect(templateProblem(deep(2_000))).toBe(`it nests more than ${MAX_NESTING} deep`);
  });

  test("as deep as allowed is rendered", () => {
    const text = `${"{% if trigger.a %}".repeat(MAX_NESTING)}x${"{% endif %}".repeat(MAX_NESTING)}`;
    expect(render(text, { a: 1 })).toBe("x");
  });

  test.each([
    ["a loop over a long text", "{% for i in (1..100000) %}{{ trigger.a }}{% endfor %}"],
    [
      "a text that doubles",
      `{% assign x = trigger.a %}${"{% capture x %}{{ x }}{{ x }}{% endcapture %}".repeat(40)}{{ x }}`,
    ],
    ["appending", `{{ trigger.a ${"| append: trigger.a ".repeat(50)}}} `],
    ["replacing by much", '{{ trigger.a | replace: "a", trigger.a }} '],
    ["joining by much", '{{ trigger.a | split: "" | join: trigger.a }}'],
    ["a wide date", '{{ "now" | date: "%999999999d" }}'],
    [
      "many loops",
      "{% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}",
    ],
  ])("of output, memory and time: %s", (_, text) => {
    expect(() => render(text, { a: big })).toThrow(/limit exceeded|would be longer/);
  });

  test("of output: up to it is rendered", () => {
    const text = "{% for i in (1..20) %}{{ trigger.a }}{% endfor %}";
    expect(render(text, { a: big })).toHaveLength(MAX_OUTPUT);
    expect(() => render(`${text}x`, { a: big })).toThrow(
      "the text would be longer than 2,000,000 characters",
    );
  });

  test("of a value's nesting", () => {
    let deep: JsonValue = 1;
    for (let depth = 0; depth < 20_000; depth++) deep = [deep];
    expect(() => render("x{{ trigger }}", deep)).toThrow(/nests too deep/);
  });
});

test("dates are UTC, whatever the machine's zone is, and those that conditions cannot read stay as they are", () => {
  const at = (value: JsonValue, zone = "") => render(`{{ trigger | date: "%Y-%m-%d %H:%M"${zone} }}`, value);
  expect(at("2026-11-24T23:30")).toBe("2026-11-24 23:30");
  expect(at("2026-11-24T23:30:00+02:00")).toBe("2026-11-24 21:30");
  expect(at(1_795_518_000)).toBe("2026-11-24 11:00");
  expect(at(1_795_518_000_000)).toBe("2026-11-24 11:00");
  expect(at("2026-11-24T23:30:00Z", ', "Europe/Berlin"')).toBe("2026-11-25 00:30");
  expect(at("next Tuesday")).toBe("next Tuesday");
  expect(at(null)).toBeNull();
});
