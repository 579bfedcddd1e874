/** `npm run new:trigger -- <integration> <slug> "<Name>"` and `new:action`: one new file, and its import and name in the integration's index.ts. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps/prepare.mjs";

const [kind, integration, slug, name] = process.argv.slice(2);
const fail = (message) => {
  console.error(message);
  process.exit(1);
};
if (!["trigger", "action"].includes(kind) || !integration || !/^[a-z][a-z0-9-]*$/.test(slug ?? "") || !name)
  fail(`Usage: npm run new:${kind ?? "trigger"} -- <integration> <slug-in-kebab-case> "<Name>"`);
const folder = join(root, "lib/integrations", integration);
const index = join(folder, "index.ts");
if (!existsSync(index)) fail(`There is no integration "${integration}" in lib/integrations.`);
const file = join(folder, `${kind}s`, `${slug}.ts`);
if (existsSync(file)) fail(`${file} is there already.`);
const variable = slug.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const TRIGGER = `import { z } from "zod";
import { defineTrigger } from "../../../kit/define";
import { maybe, out } from "../../../kit/fields";

const payloadExample = { event_id: "1", object_type: "${slug.split("-")[0]}", metric: "${slug.split("-").slice(1).join("_")}", data: { customer_id: "cust_123" } };
const sample = { event: "${slug.replaceAll("-", ".")}", customer_id: "cust_123" };

export const ${variable} = defineTrigger({
  slug: "${slug}",
  name: "${name}",
  aliases: [],
  summary: "Fires when … .",
  firesWhen: "When … . It does not fire when … .",
  docsUrl: "https://",
  icon: "mail",
  sentence: "When …",
  event: "${slug.replaceAll("-", "_")}",
  config: z.object({}),
  output: z.object({
    event: out.text("Event", { example: sample.event }),
    customer_id: maybe.text("Customer id", { example: "cust_123" }),
  }),
  read: (payload) => ({ event: sample.event, customer_id: (payload as typeof payloadExample).data.customer_id }),
  sample,
  payloadExample,
  pairsWith: ["flow.filter", "flow.branch", "http.request", "slack.post-message"],
  faq: [
    { question: "How does it work?", answer: "Say here what sends the event, and what Hookline does with it." },
    { question: "Is it real time?", answer: "Say here how long it takes from the event to the run." },
    { question: "What data does it return?", answer: "Say here what its fields are good for." },
    { question: "Can I filter which events start a run?", answer: "Say here which fields a filter would look at." },
    { question: "Do I need admin permissions?", answer: "Say here who may set it up on the other side." },
  ],
});
`;
const ACTION = `import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { input, out } from "../../../kit/fields";

export const ${variable} = defineAction({
  slug: "${slug}",
  name: "${name}",
  aliases: [],
  summary: "Does … .",
  docsUrl: "https://",
  icon: "globe",
  sentence: "${name}: {text}",
  role: "action",
  input: z.object({ text: input.text("Text") }),
  output: z.object({ text: out.text("Text", { example: "done" }) }),
  sample: { text: "done" },
  canFail: true,
  retry: { maxAttempts: 5, backoffMs: 2_000, maxBackoffMs: 300_000 },
  safeToRepeat: false,
  timeoutMs: 30_000,
  run: async ({ input: { text } }) => ({ output: { text } }),
  pairsWith: ["flow.filter", "flow.branch", "flow.delay", "http.request"],
  faq: [{ question: "What does it need?", answer: "Say here which account or permission it takes." }],
});
`;
writeFileSync(file, kind === "trigger" ? TRIGGER : ACTION);

const text = readFileSync(index, "utf8");
const imports = [...text.matchAll(/^import .*;$/gm)];
const last = imports.at(-1);
const withImport = `${text.slice(0, last.index + last[0].length)}\nimport { ${variable} } from "./${kind}s/${slug}";${text.slice(last.index + last[0].length)}`;
const list = new RegExp(`(${kind}s: \\[)([^\\]]*)(\\])`);
if (!list.test(withImport)) fail(`${index} has no list of ${kind}s to add to; do it by hand.`);
writeFileSync(
  index,
  withImport.replace(
    list,
    (_, open, names, close) =>
      `${open}${[names.trim().replace(/,$/, ""), variable].filter(Boolean).join(", ")}${close}`,
  ),
);
console.log(
  `Wrote lib/integrations/${integration}/${kind}s/${slug}.ts and named it in index.ts. Fill it in, then: npm run check`,
);
