import { expect, test } from "vitest";
import { keyOf } from "./keys";
import { commandById, commands } from "./registry";

test("no two commands share an id or a key", () => {
  const ids = commands.map(({ id }) => id);
  const keys = commands.flatMap((command) => command.keys ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(keys).size).toBe(keys.length);
});

test("every key can be pressed: an event reads back as it is written", () => {
  for (const written of commands.flatMap(({ keys = [] }) => keys)) {
    const parts = written === "+" ? ["+"] : written.split("+");
    const key = parts.at(-1) ?? "";
    const event = {
      key,
      code: /^[A-Z]$/.test(key) ? `Key${key}` : key,
      ctrlKey: parts.includes("Mod"),
      metaKey: false,
      altKey: parts.includes("Alt"),
      shiftKey: parts.includes("Shift"),
    };
    expect(keyOf(event)).toBe(written);
  }
});

test("an unknown id is a mistake of ours", () => {
  expect(commandById("undo").id).toBe("undo");
  expect(() => commandById("fly")).toThrow("fly");
});
