import { expect, test } from "vitest";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { isShown } from "@/lib/graph/is-shown";
import { resolveTemplate } from "@/lib/graph/references";
import { onceOnly } from "@/lib/integrations/flow/actions/once-only";
import { tryAction } from "@/lib/kit/try-action.test-support";
import { newNode } from "../new-node";
import { claimKeyParts, keyText } from "./claim-key";

const descriptor = nodeDescriptor("flow.once-only");
if (descriptor === undefined) throw new Error("no such step");
const trigger = { customer_email: " ada@example.com", href: "https://x.test/a", campaign_id: 23 };
const scope = { trigger, steps: {} };

test.each(["person", "link", "campaign", "custom"])(
  "the form shows the key that a run would have, per %s",
  async (per) => {
    const node = newNode(descriptor, "n_1", { x: 0, y: 0 });
    const config = { ...node.config, per, key: "{{ trigger.href }} by {{ trigger.campaign_id }}" };
    const shown = descriptor.inputs.filter(
      (input) => descriptor.claims?.inputs.includes(input.key) && isShown(input, descriptor, { config }),
    );
    const claim = () => ({ granted: true, runId: "run_1", at: new Date() });
    const { output } = await tryAction(onceOnly, { input: resolveTemplate(config, scope), claim });
    const text = keyText(claimKeyParts(shown, config, scope));
    expect(text).not.toBe("");
    expect(output).toMatchObject({ key: text });
  },
);

test("a value that the sample lacks is named", () => {
  const inputs = descriptor.inputs.filter(({ key }) => key === "person");
  expect(claimKeyParts(inputs, { person: "{{ trigger.nothing }}" }, scope)).toEqual([
    { label: "Person", text: "" },
  ]);
});
