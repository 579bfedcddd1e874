import { casesOf, LONG } from "./operator-case";

const WRONG = ["ten", "1,000", "0x10", "1 0", "Infinity", "NaN", "١٠", true, [10], { value: 10 }, LONG];
const count = (id: string, given: { yes: number[]; no: number[] }) =>
  casesOf("list", id, {
    value: 2,
    yes: given.yes.map((length) => new Array(length).fill("a")),
    no: [...given.no.map((length) => new Array(length).fill("a")), "ab", 2, { length: 2 }, true, "a,b", LONG],
    pairs: [
      [["a", "b"], "two", false],
      [[null, null], "2", true],
      [new Array(3000).fill(1), 3000, true],
      [["💜", "é"], "2.0", true],
    ],
  });

export const numberCases = [
  casesOf("number", "number_equals", {
    value: 10,
    yes: [10, "10", " 10 ", "10.0", "1e1", "+10"],
    no: [11, "-10", "10.1", ...WRONG],
    pairs: [
      [0.1, "0.1", true],
      [-0, 0, true],
      [10, "ten", false],
      [10, "10", true],
      [0, false, false],
    ],
  }),
  casesOf("number", "greater_than", {
    value: 9,
    yes: [10, "10", 9.01, 1e300],
    no: [9, "9", -10, ...WRONG],
    pairs: [
      [2, "10", false],
      [-1, -2, true],
      [1, "x", false],
    ],
  }),
  casesOf("number", "at_least", {
    value: 9,
    yes: [9, "9", 10],
    no: [8.99, "8", -9, ...WRONG],
    pairs: [
      ["10", "9", true],
      [0, "-0", true],
    ],
  }),
  casesOf("number", "less_than", {
    value: 9,
    yes: [8, "8.9", -1e300, 0],
    no: [9, "9", "10", ...WRONG],
    pairs: [
      [".5", 1, true],
      [1, [2], false],
    ],
  }),
  casesOf("number", "at_most", {
    value: 9,
    yes: [9, "9", -9, 0],
    no: [9.01, "10", ...WRONG],
    pairs: [
      ["5.", 5, true],
      [5, null, false],
    ],
  }),
  count("count_is", { yes: [2], no: [0, 1, 3] }),
  count("count_at_least", { yes: [2, 3], no: [0, 1] }),
  count("count_at_most", { yes: [0, 1, 2], no: [3] }),
].flat();
