import { expect, test } from "vitest";
import { readableDetails } from "./error-details";

const nameOf = (id: string) => (id === "n_1" ? "Tell the CRM" : id);
const read = (details: Parameters<typeof readableDetails>[0]) => readableDetails(details, nameOf);

test("a step is told by its name, and what is known by its label", () => {
  expect(read({ nodeId: "n_1" })).toEqual({ step: "Tell the CRM", said: null, rest: null });
  expect(read({ expression: "$a(", at: 3, other: true })).toEqual({
    step: null,
    said: null,
    rest: { Expression: "$a(", "At character": 3, other: true },
  });
  expect(read("plain")).toEqual({ step: null, said: null, rest: "plain" });
});

test.each([
  [
    '{"error":{"code":"invalid_contact","message":"The address bounced before"}}',
    "The address bounced before",
  ],
  ['{"error":"no such person"}', "no such person"],
  ['{"errors":[{"detail":"Name is missing"}]}', "Name is missing"],
  ["Try again later\n", "Try again later"],
])("the service's own words are found in %s", (body, words) => {
  expect(read({ status: 422, body }).said).toBe(words);
});

test.each(["<!doctype html><p>Bad gateway", '{"error":"no su', '{"id":42}', "", "42 ".repeat(200)])(
  "no words are made of %j",
  (body) => {
    expect(read({ body }).said).toBeNull();
  },
);

test("an answer in JSON is shown as what is in it, any other and what was cut off as its text", () => {
  expect(read({ status: 422, body: '{"id":7}' }).rest).toEqual({
    "Status of the answer": 422,
    Answer: { id: 7 },
  });
  expect(read({ body: '{"error":"no su' }).rest).toEqual({ Answer: '{"error":"no su' });
});

test("Slack's answer is a word of its own", () => {
  expect(read({ error: "channel_not_found" }).said).toBe("channel_not_found");
});
