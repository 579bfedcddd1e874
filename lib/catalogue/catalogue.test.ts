/** The contract of every node, present and future: this file grows by itself. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { isRecord, type JsonValue } from "../base/json";
import { flattenFields, sampleOf } from "../graph/fields";
import { exactReference, referenceText } from "../graph/references";
import { cardSentence } from "../graph/sentence";
import { describeIntegration } from "./describe";
import { integrationDescriptors, nodeDescriptors } from "./descriptors";
import { INTEGRATIONS } from "./registry";

const folder = path.resolve(import.meta.dirname, "../integrations");
const filesIn = (directory: string) =>
  existsSync(directory)
    ? readdirSync(directory)
        .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
        .map((name) => name.replace(/\.ts$/, ""))
        .sort()
    : [];
const types = new Set(nodeDescriptors.map(({ type }) => type));

test("every folder is registered", () => {
  expect(INTEGRATIONS.map(({ id }) => id).sort()).toEqual(readdirSync(folder).sort());
});

describe.each(INTEGRATIONS.map((integration) => [integration.id, integration] as const))(
  "%s",
  (id, integration) => {
    test("lists each of its files, under the file's name", () => {
      expect(integration.triggers.map(({ slug }) => slug).sort()).toEqual(
        filesIn(path.join(folder, id, "triggers")),
      );
      expect(integration.actions.map(({ slug }) => slug).sort()).toEqual(
        filesIn(path.join(folder, id, "actions")),
      );
    });
    test("has an icon and a date", () => {
      expect(existsSync(path.resolve(import.meta.dirname, `../../public/integrations/${id}.svg`))).toBe(true);
      expect(integration.updatedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    });
    test("has every list that its steps let people choose from", () => {
      const lists = Object.keys(integration.connection?.lists ?? {});
      const wanted = describeIntegration(integration).nodes.flatMap(({ inputs }) =>
        inputs.filter(({ input }) => input === "choice").map(({ list }) => list),
      );
      expect(lists).toEqual(expect.arrayContaining(wanted));
    });
    test("is described by plain JSON", () => {
      const described = describeIntegration(integration);
      expect(JSON.parse(JSON.stringify(described))).toEqual(described);
    });
  },
);

describe.each(nodeDescriptors.map((descriptor) => [descriptor.type, descriptor] as const))(
  "%s",
  (type, descriptor) => {
    test("says what it is in whole sentences", () => {
      expect(descriptor.summary).toMatch(/^[A-Z].*\.$/);
      expect(descriptor.docsUrl).toMatch(/^(https:\/\/|\/)/);
      expect(descriptor.icon).toMatch(/^[a-z0-9-]+$/);
      expect(descriptor.faq.length).toBeGreaterThan(0);
      for (const { question, answer } of descriptor.faq) {
        expect(question).toMatch(/\?$/);
        expect(answer.length).toBeGreaterThan(20);
      }
    });
    test("pairs with at least four nodes that exist, and not with itself", () => {
      expect(descriptor.pairsWith.length).toBeGreaterThanOrEqual(4);
      for (const other of descriptor.pairsWith) expect(types).toContain(other);
      expect(descriptor.pairsWith).not.toContain(type);
    });
    test("has a card sentence whose slots are its inputs", () => {
      const slots = cardSentence(descriptor, {}, (text) => text).filter((part) => typeof part !== "string");
      for (const { slot } of slots) expect(descriptor.inputs.map(({ key }) => key)).toContain(slot);
    });
    test("has a sample with each of its fields, a label for each, and no other members", () => {
      const sample = descriptor.sample as Record<string, JsonValue>;
      for (const field of flattenFields(descriptor.outputs)) {
        expect(field.label).not.toBe("");
        if (field.type !== "object") expect(sampleOf(field, sample), field.path).toBeDefined();
      }
      expect(
        Object.keys(sample).filter((key) => !descriptor.outputs.some((field) => field.key === key)),
      ).toEqual([]);
    });
    test("has fields that can be referred to", () => {
      for (const field of flattenFields(descriptor.outputs))
        expect(exactReference(referenceText("n_1", field.path))?.path).toEqual(field.path.split("."));
    });
    test("labels every input, and shows fields only for inputs that exist", () => {
      for (const input of descriptor.inputs) {
        expect(input.label).not.toBe("");
        expect(descriptor.inputs.map(({ key }) => key)).toContain(input.showWhen?.key ?? input.key);
      }
    });
  },
);

const triggers = INTEGRATIONS.flatMap((integration) =>
  integration.triggers.map((trigger) => ({ integration, trigger })),
);
describe.each(triggers.map((entry) => [entry.trigger.slug, entry] as const))(
  "trigger %s",
  (_, { integration, trigger }) => {
    test("reads its payload example into its sample, and its envelope names its event", () => {
      expect(trigger.output.parse(trigger.read(trigger.payloadExample))).toEqual(trigger.sample);
      const envelope = integration.webhook?.readEnvelope(trigger.payloadExample);
      expect(envelope).toMatchObject({ ok: true, value: { event: trigger.event } });
    });
    test("has examples to test with that it can read, each told apart by its name", () => {
      const examples = trigger.examples ?? [];
      for (const { name, summary, payload } of examples) {
        const output = trigger.output.safeParse(trigger.read(payload));
        expect(output.error?.issues, name).toBeUndefined();
        expect(summary, name).not.toBe("");
        const envelope = integration.webhook?.readEnvelope(payload);
        expect(envelope, name).toMatchObject({ ok: true, value: { event: trigger.event } });
      }
      for (const key of ["id", "name"] as const)
        expect(new Set(examples.map((each) => each[key])).size).toBe(examples.length);
    });
    test("has the five questions and begins with event and customer_id", () => {
      expect(trigger.faq).toHaveLength(5);
      expect(Object.keys(trigger.output.shape).slice(0, 2)).toEqual(["event", "customer_id"]);
    });
  },
);

const actions = INTEGRATIONS.flatMap((integration) =>
  integration.actions.map((action) => ({ integration, action })),
);
test.each(actions.map(({ action }) => [action.slug, action] as const))(
  "action %s has a sample that fits its output and a sane retry policy",
  (_, action) => {
    expect(action.output.strict().parse(action.sample)).toEqual(action.sample);
    expect(action.retry.maxAttempts).toBeGreaterThanOrEqual(1);
    expect(action.retry.maxBackoffMs).toBeGreaterThanOrEqual(action.retry.backoffMs);
    for (const key of action.lazyInputs ?? []) expect(Object.keys(action.input.shape)).toContain(key);
  },
);

test("nothing but data reaches a descriptor", () => {
  const visit = (value: unknown) => {
    expect(typeof value).not.toBe("function");
    if (Array.isArray(value)) value.forEach(visit);
    else if (isRecord(value)) Object.values(value).forEach(visit);
  };
  visit(integrationDescriptors);
});
