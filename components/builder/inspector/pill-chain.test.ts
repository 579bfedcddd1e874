import { expect, test } from "vitest";
import { exactReference, type Reference } from "@/lib/graph/references";
import { moved, offersFor, previewOf, previewText, withValue } from "./pill-chain";

const scope = {
  trigger: { href: "https://shop.example.com/Pricing?plan=pro", none: null, at: "2026-11-24T15:30:00Z" },
  steps: {},
};
const reference = (raw: string) => exactReference(raw) as Reference;
const offers = (raw: string, type: "url" | "date" | "text", search = "") =>
  offersFor({ reference: reference(raw), type, scope }, search);

test("each step of the chain is shown on the sample", () => {
  const whole = reference("{{ trigger.href | url_path | downcase }}");
  const shown = [0, 1, 2].map((count) => previewText(previewOf(whole, scope, whole.calls.slice(0, count))));
  expect(shown).toEqual(["https://shop.example.com/Pricing?plan=pro", "/Pricing", "/pricing"]);
});

test("what goes wrong is said instead of a value", () => {
  const broken = reference('{{ trigger.at | date: "%H", "Nowhere" }}');
  expect(previewText(previewOf(broken, scope, broken.calls))).toMatch(/time zone/);
});

test("offers fit what the chain gives, begin with the parts of a link for a link, and show what they make", () => {
  const [first] = offers("{{ trigger.href }}", "url");
  expect([first?.format.name, first?.preview]).toEqual(["url_path", "/Pricing"]);
  expect(offers("{{ trigger.href | size }}", "url").map(({ format }) => format.name)).not.toContain(
    "url_path",
  );
  expect(offers("{{ trigger.at }}", "date")[0]?.preview).toBe("24 November 2026");
});

test("what is missing is offered a default first", () => {
  expect(offers("{{ trigger.none }}", "text")[0]).toMatchObject({
    format: { name: "default" },
    preview: "there",
  });
  expect(offers("{{ trigger.href }}", "text")[0]?.format.name).not.toBe("default");
});

test("a search finds formats by other words, of other types too", () => {
  const found = (search: string) =>
    offers("{{ trigger.at }}", "date", search).map(({ format }) => format.name);
  expect(found("utm")).toContain("url_parameter");
  expect(found("small letters")).toEqual(["downcase"]);
  expect(found("qqq")).toEqual([]);
});

test("formats change places, and stay within the chain", () => {
  const { calls } = reference("{{ trigger.href | url_path | downcase | strip }}");
  const names = (list: typeof calls) => list.map(({ name }) => name);
  expect(names(moved(calls, 2, 0))).toEqual(["strip", "url_path", "downcase"]);
  expect(names(moved(calls, 0, -1))).toEqual(names(calls));
  expect(names(moved(calls, 2, 3))).toEqual(names(calls));
});

test("a value is set in its place, and one that may be left out is left out", () => {
  const call = { name: "truncate", values: [{ literal: 5 }, { literal: "…" }] };
  expect(withValue(call, 0, { literal: 9 }).values).toEqual([{ literal: 9 }, { literal: "…" }]);
  expect(withValue(call, 1, null).values).toEqual([{ literal: 5 }]);
});
