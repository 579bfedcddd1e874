/** Every kind of input draws a control that has a name, shows its value, and says what is wrong beside it. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "@/lib/base/json";
import type { InputField } from "@/lib/graph/descriptor";
import { InputControl } from "./input-control";

const options = [
  { value: "s", label: "Small" },
  { value: "l", label: "Large" },
];
const draw = (input: Partial<InputField>, value?: JsonValue, error?: string) =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <InputControl
        input={{ key: "x", label: "Sizes", input: "text", required: true, options, ...input }}
        value={value}
        error={error}
        onChange={() => undefined}
      />
    </QueryClientProvider>,
  );

test("a time zone is told with its distance to UTC; one that is not known is kept, and a field is possible", () => {
  const zone = { input: "text", format: "timeZone" } as const;
  expect(draw(zone, "Asia/Tokyo")).toMatch(/aria-label="Sizes: Asia\/Tokyo \(UTC\+09:00\)"/);
  expect(draw(zone, "Mars/Base")).toContain("Mars/Base (not known)");
  expect(draw(zone, "Mars/Base")).toContain('aria-label="Use a field for Sizes"');
});

describe("an input of the kind", () => {
  test.each<[InputField["input"], JsonValue, RegExp]>([
    ["number", 12, /inputMode="decimal"[^>]*value="12"/],
    ["number", "soon", /value="soon"/],
    ["boolean", true, /role="switch" aria-checked="true"/],
    ["select", "l", /<option value="l" selected="">Large/],
    ["select", "gone", /<option value="gone" selected="">gone \(not offered\)/],
    ["multiSelect", ["l"], /checked=""[^>]*\/?>Large/],
    ["multiSelect", ["xl"], /xl \(not offered any more\)/],
    ["choice", "#sales", /aria-label="Sizes: #sales"/],
    ["date", "2026-01-31T10:00:00Z", /type="date" [^>]*value="2026-01-31"/],
    ["duration", { amount: 2, unit: "days" }, /value="2"[\s\S]*<option value="days" selected/],
    ["code", "a + b", /<textarea[^>]*>a \+ b</],
    ["secret", "hush", /type="password"[^>]*value="hush"[\s\S]*aria-label="Show it"/],
    ["json", { a: { b: 1 } }, /<textarea[\s\S]*&quot;b&quot;: 1/],
    ["keyValue", { name: "x" }, /aria-label="Sizes: name 1"[^>]*value="name"/],
  ])("%s shows %j", (kind, value, expected) => {
    expect(draw({ input: kind }, value)).toMatch(expected);
  });
  test.each<InputField["input"]>(["number", "boolean", "select", "multiSelect", "choice", "date"])(
    "%s takes a field in place of a value",
    (kind) => {
      expect(draw({ input: kind })).toContain('aria-label="Use a field for Sizes"');
      const withField = draw({ input: kind }, "{{ trigger.size }}");
      expect(withField).not.toContain("Use a field for");
      expect(withField).toContain('aria-label="Insert a field into Sizes"');
    },
  );
  test("says what is wrong beside it, tied to the control", () => {
    const drawn = draw({ input: "number" }, "soon", "Sizes is no number.");
    const note = /aria-describedby="([^"]+)" aria-invalid="true"/.exec(drawn)?.[1];
    expect(note).toBeDefined();
    expect(drawn).toContain(`<p id="${note}" class="ui-field-error" role="alert">Sizes is no number.`);
  });
});
