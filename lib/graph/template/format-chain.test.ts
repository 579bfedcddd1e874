import { describe, expect, test } from "vitest";
import { exactReference } from "../references";
import { labelWithFormats, newCall, typeAfter } from "./format-chain";
import { FORMATS } from "./formats/all-formats";

const calls = (filters: string) => exactReference(`{{ trigger.href ${filters} }}`)?.calls ?? [];

test.each([
  ["", "Link"],
  ["| url_path", "Link › path"],
  ['| url_parameter: "plan" | upcase', "Link › parameter plan › upper case"],
  ['| default: "there"', "Link › or “there”"],
  ["| default: trigger.name", "Link › or “trigger.name”"],
  ['| date: "%d.%m.%Y"', "Link › as 24.11.2026"],
  ['| date: "%Q", "Europe/Berlin"', "Link › as %Q, Europe/Berlin"],
  ['| format_number: 2, "."', "Link › as 1.234, 2 decimals"],
  ["| cgi_escape", "Link › cgi_escape"],
])("%s reads %s", (filters, label) => expect(labelWithFormats("Link", calls(filters))).toBe(label));

test("fields that formats take are called what people call them", () => {
  const nameOf = ({ source, path }: { source: string; path: string[] }) => `${source} ${path.join(" ")}`;
  const label = (filters: string) => labelWithFormats("Link", calls(filters), nameOf);
  expect(label("| default: trigger.name | append: steps.n_1.x, 'y'")).toBe(
    "Link › or trigger name › n_1 x after",
  );
  expect(label("| default: (1..3)")).toBe("Link › or “(1..3)”");
});

test.each([
  ["| url_path", "text"],
  ["| split: ',' | size", "number"],
  ["| default: 'x'", "url"],
  ["| cgi_escape", "text"],
] as const)("%s gives %s", (filters, type) => expect(typeAfter("url", calls(filters))).toBe(type));

describe("a format that was just added", () => {
  test.each(FORMATS)("$name can be read and says something", ({ name }) => {
    const call = newCall(name);
    expect(labelWithFormats("Link", [call])).toMatch(/^Link › \S/);
    for (const value of call.values) expect(value).toHaveProperty("literal");
  });
});
