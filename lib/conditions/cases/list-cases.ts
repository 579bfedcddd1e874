import type { JsonValue } from "../../base/json";
import { casesOf, LONG } from "./operator-case";

const NO_LIST: JsonValue[] = ["a", "a,b", 1, true, {}, { 0: "a", length: 1 }];
const NO_OBJECT: JsonValue[] = ["a", "{}", 1, true, [], [["a", 1]], LONG];

export const listCases = [
  casesOf("list", "list_contains", {
    value: "b",
    yes: [["a", "B"], ["b"], [null, "b"], new Array(3000).fill("b")],
    no: [["ab"], [], [["b"]], [{ b: 1 }], ...NO_LIST],
    pairs: [
      [["CAFE\u0301"], "café", true],
      [[5], "5", true],
      [[true], true, true],
      [["a"], "", false],
    ],
    cased: [[["B"], "b", false]],
  }),
  casesOf("list", "list_contains_any", {
    value: "b, c",
    yes: [["a", "B"], ["c"], ["c", "b"]],
    no: [["a"], [], ["b, c"], ...NO_LIST],
    pairs: [
      [[1, 2], [2, 3], true],
      [["ö"], ["Ö"], true],
      [["a"], [], false],
      [["a"], ",", false],
    ],
    cased: [[["B"], "b", false]],
  }),
  casesOf("list", "list_contains_all", {
    value: "b, c",
    yes: [
      ["B", "a", "C"],
      ["c", "b"],
      ["b", "b", "c"],
    ],
    no: [["b"], ["c"], [], ...NO_LIST],
    pairs: [
      [[1, 2], [2, 1], true],
      [["a"], [], false],
    ],
    cased: [[["B", "c"], "b, c", false]],
  }),
  casesOf("list", "list_empty", { yes: [[]], no: [["a"], [null], [[]], "[]", 0, false, ...NO_LIST] }),
  casesOf("list", "list_not_empty", {
    yes: [["a"], [null], [[]], [""], [0], [{}]],
    no: [[], ...NO_LIST],
  }),
  casesOf("object", "has_key", {
    value: "plan",
    yes: [{ plan: "pro" }, { plan: null }, { plan: "" }, { plan: { a: 1 } }],
    no: [{}, { Plan: 1 }, ...NO_OBJECT],
    pairs: [
      [{ a: { b: 1 } }, "a.b", true],
      [{ "a.b": 1 }, "a.b", true],
      [{ a: {} }, "a.constructor", false],
      [{}, "constructor", false],
      [{}, "__proto__", false],
      [{ ключ: 1 }, "ключ", true],
    ],
  }),
  casesOf("object", "member_is", {
    value: { name: "plan", value: "pro" },
    yes: [{ plan: "pro" }, { plan: "PRO" }],
    no: [{}, { plan: "team" }, { plan: null }, { Plan: "pro" }, ...NO_OBJECT],
    pairs: [
      [{ a: { b: 5 } }, { name: "a.b", value: "5" }, true],
      [{ a: 1 }, { name: "a" }, false],
      [{ a: "" }, { name: "a", value: "" }, false],
      [{ ключ: "ДА" }, { name: "ключ", value: "да" }, true],
    ],
    cased: [[{ plan: "Pro" }, { name: "plan", value: "pro" }, false]],
  }),
  casesOf("object", "object_empty", {
    yes: [{}],
    no: [{ a: 1 }, { a: null }, { "": 1 }, "{}", 0, ...NO_OBJECT],
  }),
  casesOf("object", "object_not_empty", {
    yes: [{ a: 1 }, { a: null }, { "": 1 }, { ö: {} }, { a: LONG }],
    no: [{}, ...NO_OBJECT],
  }),
].flat();
