/** docs/templates.md out of the table of formats; format-docs.test.ts holds the file to it. */
import { MAX_NESTING, MAX_OUTPUT, MAX_RENDER_MS, MAX_TEMPLATE } from "./engine";
import { FORMATS } from "./formats/all-formats";
import { FORMAT_GROUPS, type Format } from "./formats/format";
import { filtersText } from "./write-liquid";

const number = (value: number) => value.toLocaleString("en-US");

const INTRODUCTION = `# Fields in text

This page is written from the table of formats (\`lib/graph/template/formats\`), which the format menu, the pills and the renderer read too. To
bring it up to date: \`npx vitest run --project unit lib/graph/template/format-docs.test.ts -u\`.

A picked field is stored as [Liquid](https://liquidjs.com), the language of Customer.io's e-mails: \`{{ trigger.href }}\` is the trigger's field
\`href\`, \`{{ steps.n_1.body.id }}\` a field of the step with the id \`n_1\`. Ids never change, so steps can be renamed and moved.

- A setting that is one field alone takes its value with its type; in longer text a missing value is empty, and lists and objects are JSON.
- A format is a filter: \`{{ trigger.href | url_path | upcase }}\` is "Link › path › upper case". Formats apply from left to right. What a format takes
  can be a field, too: \`{{ trigger.customer_email | default: trigger.customer_id }}\`.
- Copying a pill gives its Liquid. Pasted Liquid becomes pills. Names from an e-mail become the trigger's field where exactly one answers to
  them (\`{{ customer.email }}\` is \`{{ trigger.customer_email }}\`), in tags such as \`{% if customer.email %}\` too; others stay text, with a word about it.
- Preview and run use the same renderer. It reads a value's own members only, opens no file, and allows ${number(MAX_TEMPLATE)} characters of template,
  ${number(MAX_OUTPUT)} of text made from it, ${number(MAX_RENDER_MS)} ms and ${MAX_NESTING} levels of nesting.
- Liquid's other filters, and the tags ${tags("if unless case for assign capture comment raw cycle increment decrement echo tablerow")} work where they are typed;
  the form shows them as text. Partials (\`include\`, \`render\`, \`layout\`) and filters that run text as code (\`where_exp\` and its like) are refused.
- Dates without a zone are UTC, as in conditions. Dates that conditions cannot read stay as they are.
`;

function tags(names: string): string {
  return names
    .split(" ")
    .map((name) => `\`${name}\``)
    .join(", ");
}

export function formatsDocument(): string {
  const sections = FORMAT_GROUPS.map((group) => {
    const rows = FORMATS.filter((format) => format.group === group).map(formatRow);
    const head = "| in the menu | Liquid | means | from | to |\n|---|---|---|---|---|";
    return `\n## ${group}\n\n${head}\n${rows.join("\n")}\n`;
  });
  return `${INTRODUCTION}${sections.join("")}`;
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", "⏎");
const code = (value: unknown) => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

function formatRow({ name, label, help, example, own }: Format): string {
  const values = example.values.map((literal) => ({ literal }));
  const filter = filtersText([{ name, values }]).replace(" | ", "");
  const means = own === undefined ? help : `${help} Hookline's own.`;
  return `| ${[label, code(filter), means, code(example.value), code(example.result)].map(cell).join(" | ")} |`;
}
