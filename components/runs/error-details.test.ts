import { expect, test } from "vitest";
import { readableDetails } from "./error-details";

const nameOf = (id: string) => (id === "n_1" ? "Tell the CRM" : id);

test("a step is told by its name, and what is known by its label", () => {
  expect(readableDetails({ nodeId: "n_1" }, nameOf)).toEqual({ Step: "Tell the CRM" });
  expect(readableDetails({ expression: "$a(", at: 3, other: true }, nameOf)).toEqual({
    Expression: "$a(",
    "At character": 3,
    other: true,
  });
});

test("an answer in JSON is shown as what is in it, any other and what was cut off as its text", () => {
  expect(readableDetails({ status: 422, body: '{"error":"no such person"}' }, nameOf)).toEqual({
    "Status of the answer": 422,
    Answer: { error: "no such person" },
  });
  expect(readableDetails({ body: '{"error":"no su' }, nameOf)).toEqual({ Answer: '{"error":"no su' });
  expect(readableDetails({ body: "42" }, nameOf)).toEqual({ Answer: "42" });
  expect(readableDetails("plain", nameOf)).toBe("plain");
});
