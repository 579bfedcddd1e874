import { describe, expect, test } from "vitest";
import { nodeDescriptor } from "../../catalogue/descriptors";
import type { OutputField } from "../descriptor";
import { foreignNames, replaceForeign, translateTemplate } from "./foreign-references";

const fields = nodeDescriptor("customer-io.email-link-clicked")?.outputs ?? [];
const translated = (text: string) => translateTemplate(text, fields);

describe("Liquid in the names of an e-mail", () => {
  test.each([
    ["{{ customer.email }}", "{{ trigger.customer_email }}"],
    ["{{customer.id}}", "{{trigger.customer_id}}"],
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
    ["{% if customer.email %}x{% endif %}", "{% if trigger.customer_email %}x{% endif %}"],
    [
      '{% if customer["email"] contains "customer.id" and event.href != nil %}\n{{ customer.id | append: customer.email }}{% endif %}',
      '{% if trigger.customer_email contains "customer.id" and trigger.href != nil %}\n{{ trigger.customer_id | append: trigger.customer_email }}{% endif %}',
    ],
    [
      "{% for customer in (1..event.link_id) %}{{ customer.email }}{% endfor %}",
      "{% for customer in (1..trigger.link_id) %}{{ customer.email }}{% endfor %}",
    ],
    [
      "{%- assign id = customer.id -%}{{ id }}{% unless campaign.id %}{{ event.href }}{% endunless %}",
      "{%- assign id = trigger.customer_id -%}{{ id }}{% unless trigger.campaign_id %}{{ trigger.href }}{% endunless %}",
    ],
    ["{% if customer.email %}{{ customer.id }}", "{% if customer.email %}{{ trigger.customer_id }}"],
    ["{{ customer.id }}{{ customer.id | no_such }}", "{{ trigger.customer_id }}{{ customer.id | no_such }}"],
    ["é\r\n😀 {{ customer.id }}", "é\r\n😀 {{ trigger.customer_id }}"],
    ["{{ unfinished", "{{ unfinished"],
  ])("%s becomes %s", (before, after) => expect(translated(before)).toEqual({ text: after, unknown: [] }));

  test("what nothing answers to stays, and is named", () => {
    expect(translated('Dear {{ customer.first_name | default: "there" }}, {{ event.href }}')).toEqual({
      text: 'Dear {{ customer.first_name | default: "there" }}, {{ trigger.href }}',
      unknown: ["customer.first_name"],
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

test("names that would be empty are found, and replaced wherever they stand", () => {
  const text =
    '{% if customer.first_name %}Hi {{ customer.first_name | default: you }}{% endif %}, {{ trigger.href }} {{ steps.a.b }} {{ "x" }} {{ 1 }}';
  expect(foreignNames(text)).toEqual(["customer.first_name", "you"]);
  expect(replaceForeign(text, "customer.first_name", ["steps", "a", "odd key"])).toBe(
    '{% if steps.a["odd key"] %}Hi {{ steps.a["odd key"] | default: you }}{% endif %}, {{ trigger.href }} {{ steps.a.b }} {{ "x" }} {{ 1 }}',
  );
  expect(foreignNames("{% for o in orders %}{{ o.name }}{{ customer.list[o.i] }}{% endfor %}")).toEqual([
    "orders",
    "customer.list[o.i]",
  ]);
  expect(foreignNames("{{ unfinished")).toEqual([]);
});
