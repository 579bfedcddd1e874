import { expect, test } from "vitest";
import type { InputField, NodeDescriptor } from "./descriptor";
import { cardSentence, sentenceText } from "./sentence";

const text = (key: string, showWhen?: InputField["showWhen"]) =>
  ({
    key,
    label: key,
    input: "text",
    required: true,
    ...(showWhen && { showWhen }),
  }) as unknown as InputField;
const descriptor = {
  sentence: "Wait until {kind}[: {weekday}][ at {time}][: {from} to {to}], {zone}",
  inputs: [
    text("kind"),
    text("weekday", { key: "kind", in: ["weekday"] }),
    text("time", { key: "kind", in: ["time", "weekday"] }),
    text("from", { key: "kind", in: ["hours"] }),
    text("to", { key: "kind", in: ["hours"] }),
    text("zone"),
  ],
} as unknown as NodeDescriptor;
const all = { weekday: "Monday", time: "09:00", from: "08:00", to: "17:00", zone: "Europe/Berlin" };

test.each([
  ["time", "Wait until time at 09:00, Europe/Berlin"],
  ["weekday", "Wait until weekday: Monday at 09:00, Europe/Berlin"],
  ["hours", "Wait until hours: 08:00 to 17:00, Europe/Berlin"],
])("of %s only what applies is said", (kind, sentence) => {
  expect(sentenceText(cardSentence(descriptor, { ...all, kind }, (value) => value))).toBe(sentence);
});

test("what applies and is missing is said by its label", () => {
  expect(sentenceText(cardSentence(descriptor, { kind: "time" }, (value) => value))).toBe(
    "Wait until time at (time), (zone)",
  );
});
