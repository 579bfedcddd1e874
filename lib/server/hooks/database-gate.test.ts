import { expect, test } from "vitest";
import { createDatabaseGate } from "./database-gate";

function newGate() {
  const clock = { ms: 0 };
  return { clock, gate: createDatabaseGate(() => clock.ms) };
}

test("lets everybody in while the database answers", () => {
  const { gate } = newGate();
  const passes = [gate.enter(), gate.enter(), gate.enter()];
  expect(passes).not.toContain(null);
  for (const pass of passes) pass?.leave("answered");
  expect(gate.enter()).not.toBeNull();
});

test("after a silence one at a time tries, each a moment after the last; an answer opens it for all", () => {
  const { clock, gate } = newGate();
  gate.enter()?.leave("silent");
  expect(gate.enter()).toBeNull();
  clock.ms = 200;
  const first = gate.enter();
  expect(first).not.toBeNull();
  clock.ms = 5_000;
  expect(gate.enter()).toBeNull();
  first?.leave("silent");
  clock.ms = 5_100;
  expect(gate.enter()).toBeNull();
  clock.ms = 5_200;
  const second = gate.enter();
  second?.leave("answered");
  expect([gate.enter(), gate.enter()]).not.toContain(null);
});

test("a try that ends without having asked leaves the next one its turn", () => {
  const { clock, gate } = newGate();
  gate.enter()?.leave("silent");
  clock.ms = 200;
  gate.enter()?.leave("unknown");
  expect(gate.enter()).not.toBeNull();
  expect(gate.enter()).toBeNull();
});

test("those that were let in before it fell silent do not end another's try", () => {
  const { clock, gate } = newGate();
  const early = gate.enter();
  gate.enter()?.leave("silent");
  clock.ms = 200;
  expect(gate.enter()).not.toBeNull();
  early?.leave("unknown");
  expect(gate.enter()).toBeNull();
});
