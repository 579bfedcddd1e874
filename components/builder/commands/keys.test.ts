import { expect, test } from "vitest";
import { keyOf, shownKeys } from "./keys";

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  ["N", { key: "n", code: "KeyN" }],
  ["Shift+T", { key: "T", code: "KeyT", shiftKey: true }],
  ["Mod+Z", { key: "z", code: "KeyZ", ctrlKey: true }],
  ["Mod+Shift+Z", { key: "Z", code: "KeyZ", metaKey: true, shiftKey: true }],
  ["?", { key: "?", code: "Slash", shiftKey: true }],
  ["+", { key: "+", code: "Equal", shiftKey: true }],
  ["Delete", { key: "Delete", code: "Delete" }],
  ["Alt+A", { key: "å", code: "KeyA", altKey: true }],
  ["Alt+Shift+H", { key: "Ó", code: "KeyH", altKey: true, shiftKey: true }],
])("%s", (keys, event) => {
  expect(keyOf({ ...none, ...event })).toBe(keys);
});

test("keys are shown as the machine calls them", () => {
  expect(shownKeys("Mod+Shift+Z", false)).toEqual(["Ctrl", "Shift", "Z"]);
  expect(shownKeys("Mod+Shift+Z", true)).toEqual(["⌘", "⇧", "Z"]);
  expect(shownKeys("+", false)).toEqual(["+"]);
});
