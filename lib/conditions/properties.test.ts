/** What must be true of every condition and every value. Seeds are fixed; the first failing one is named. */
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../base/json";
import {
  type ConditionGroup,
  conditionGroup,
  conditionType,
  type GroupReport,
  isGroup,
  type RowReport,
} from "./condition";
import { alwaysHolds, coveredBy, neverHolds } from "./decide";
import { evaluateGroup } from "./evaluate";
import { decisiveRows, reportRows } from "./explain";
import { OPERATORS } from "./operators";
import { pickFrom, randomFrom, randomGroup, randomJson, randomLeft } from "./random-condition.test-support";

const now = new Date("2026-11-24T12:00:00Z");
const SEEDS = Array.from({ length: 1_500 }, (_, seed) => seed);
const evaluate = (group: ConditionGroup, scope: Record<string, unknown>) =>
  evaluateGroup(
    group,
    (template) => (typeof template === "string" && template in scope ? scope[template] : template),
    {
      now,
    },
  );

function example(seed: number) {
  const random = randomFrom(seed);
  const type = pickFrom(random, conditionType.options);
  const scope = { first: randomLeft(random, type), second: randomLeft(random, type) };
  return { random, type, scope, group: randomGroup(random, type) };
}
const failing = (holds: (seed: number) => boolean) => SEEDS.filter((seed) => !holds(seed)).slice(0, 1);

test("evaluate never throws on arbitrary JSON, and its report is JSON", () => {
  const odd: unknown[] = [Number.NaN, 10n, Symbol("x"), () => 1, circular()];
  const throws = failing((seed) => {
    const { random, group } = example(seed);
    const scope = { first: pickFrom(random, [...odd, randomJson(random)]), second: randomJson(random) };
    const report = evaluate(group, scope);
    return JSON.stringify(JSON.parse(JSON.stringify(report))) === JSON.stringify(report);
  });
  expect(throws).toEqual([]);
});

function circular(): object {
  const self: Record<string, unknown> = {};
  self.self = self;
  return self;
}

test("arbitrary JSON is read as a condition tree, or refused, without a throw", () => {
  expect(
    failing((seed) => typeof conditionGroup.safeParse(randomJson(randomFrom(seed))).success === "boolean"),
  ).toEqual([]);
});

describe("explain and evaluate agree", () => {
  test("every row that was asked is reported once, in order, with the verdict of that row alone", () => {
    const rowsOf = (group: ConditionGroup): ConditionGroup["conditions"] =>
      group.conditions.flatMap((entry) => (isGroup(entry) ? rowsOf(entry) : [entry]));
    const odd = failing((seed) => {
      const { group, scope } = example(seed);
      const alone = rowsOf(group).map((row) => evaluate({ match: "all", conditions: [row] }, scope).passed);
      return (
        JSON.stringify(reportRows(evaluate(group, scope)).map(({ passed }) => passed)) ===
        JSON.stringify(alone)
      );
    });
    expect(odd).toEqual([]);
  });

  test("the rows given as the reason are enough: whatever the others said, the outcome is the same", () => {
    const odd = failing((seed) => {
      const { group, scope, random } = example(seed);
      const report = evaluate(group, scope);
      const fixed = new Set(decisiveRows(report));
      return [1, 2, 3, 4].every(() => again(report, fixed, random) === report.passed);
    });
    expect(odd).toEqual([]);
  });

  /** The outcome if every row but the fixed ones had come out at random. */
  function again(
    report: RowReport | GroupReport,
    fixed: ReadonlySet<RowReport>,
    random: () => number,
  ): boolean {
    if (!("rows" in report)) return fixed.has(report) ? report.passed : random() < 0.5;
    if (report.rows.length === 0) return false;
    const rows = report.rows.map((row) => again(row, fixed, random));
    if (report.match === "any") return rows.includes(true);
    return report.match === "all" ? !rows.includes(false) : !rows.includes(true);
  }
});

test("a negation is the exact opposite, for every value on both sides", () => {
  const odd = failing((seed) => {
    const { random, type, scope } = example(seed);
    const pairs = OPERATORS[type].filter(({ negationOf }) => negationOf !== undefined);
    const { id, negationOf } = pickFrom(random, pairs);
    const value = randomJson(random);
    const ask = (operator: string | undefined) =>
      evaluate(
        { match: "all", conditions: [{ field: "first", type, operator: operator ?? "", value }] },
        scope,
      ).passed;
    return ask(id) !== ask(negationOf);
  });
  expect(odd).toEqual([]);
});

describe("what is decided without values is true of all values", () => {
  const lefts = (random: () => number, group: ConditionGroup, type: Parameters<typeof randomLeft>[1]) =>
    Array.from({ length: 12 }, (): Record<string, JsonValue | undefined> => {
      const values = group.conditions.flatMap((entry) =>
        isGroup(entry) || entry.value === undefined ? [] : [entry.value],
      );
      const first = values.length > 0 && random() < 0.5 ? pickFrom(random, values) : randomLeft(random, type);
      return { first, second: randomLeft(random, type) };
    });

  test("never and always", () => {
    let decided = 0;
    const odd = failing((seed) => {
      const { random, group, type } = example(seed);
      const [never, always] = [neverHolds(group), alwaysHolds(group)];
      if (!never && !always) return true;
      decided++;
      return lefts(random, group, type).every((scope) => evaluate(group, scope).passed === always);
    });
    expect(odd).toEqual([]);
    expect(decided).toBeGreaterThan(50);
  });

  test("covered by earlier branches", () => {
    let decided = 0;
    const odd = failing((seed) => {
      const { random, group, type } = example(seed);
      const earlier = [randomGroup(random, type), randomGroup(random, type)];
      if (coveredBy(group, earlier) === null) return true;
      decided++;
      return lefts(random, group, type).every(
        (scope) => !evaluate(group, scope).passed || earlier.some((other) => evaluate(other, scope).passed),
      );
    });
    expect(odd).toEqual([]);
    expect(decided).toBeGreaterThan(50);
  });
});
