import { describe, expect, test } from "vitest";
import { nodeDescriptor } from "../../catalogue/descriptors";
import type { OutputField } from "../descriptor";
import { foreignOutputs, translateTemplate } from "./foreign-references";

const fields = nodeDescriptor("customer-io.email-link-clicked")?.outputs ?? [];
const translated = (text: string) => translateTemplate(text, fields);

describe("Liquid in the names of an e-mail", () => {
  test.each([
    ["{{ customer.email }}", "{{ trigger.customer_email }}"],
    ["{{customer.id}}", "{{ trigger.customer_id }}"],
    [
      "Hi {{ customer.email | split: '@' | first }}!",
      "Hi {{ trigger.customer_email | split: '@' | first }}!",
    ],
    ["{{ campaign.id }} {{ delivery_id }}", "{{ trigger.campaign_id }} {{ trigger.delivery_id }}"],
    ["{{ event.href }}", "{{ trigger.href }}"],
    ["{{ trigger.href }}", "{{ trigger.href }}"],
    ["{{ trigger.raw.data.anything }}", "{{ trigger.raw.data.anything }}"],
    ["{{ steps.n_1.body }}", "{{ steps.n_1.body }}"],
    ["no Liquid", "no Liquid"],
    ["{% if customer.email %}x{% endif %}", "{% if customer.email %}x{% endif %}"],
    ["{{ unfinished", "{{ unfinished"],
  ])("%s becomes %s", (before, after) => expect(translated(before)).toEqual({ text: after, unknown: [] }));

  test("what nothing answers to stays, and is named", () => {
    expect(translated('Dear {{ customer.first_name | default: "there" }}, {{ event.href }}')).toEqual({
      text: 'Dear {{ customer.first_name | default: "there" }}, {{ trigger.href }}',
      unknown: ['customer.first_name | default: "there"'],
    });
  });

  test("what two fields answer to stays", () => {
    const field = (path: string): OutputField => ({
      key: path,
      path,
      label: path,
      type: "text",
      optional: false,
    });
    const two = [field("a.customer.email"), field("b.customer.email")];
    expect(translateTemplate("{{ customer.email }}", two).unknown).toEqual(["customer.email"]);
    expect(translateTemplate("{{ customer.email }}", two.slice(1)).text).toBe(
      "{{ trigger.b.customer.email }}",
    );
  });
});

test("outputs that would be empty are found", () => {
  const text =
    'Hi {{ customer.first_name | default: "you" }}, {{ trigger.href }} {{ steps.a.b }} {{ "x" }} {{ 1 }}';
  expect(foreignOutputs(text)).toEqual([
    { raw: '{{ customer.first_name | default: "you" }}', name: "customer.first_name" },
  ]);
  expect(foreignOutputs("{{ unfinished")).toEqual([]);
});
