/** docs/conditions.md out of the operator table; operator-docs.test.ts holds the file to it. */
import { conditionType } from "./condition";
import { type Operand, type Operator, operatorsFor } from "./operators";

const OPERANDS: Record<Operand, string> = {
  none: "none",
  text: "text",
  number: "number",
  date: "ISO 8601 date",
  list: "list, or text with commas",
  duration: "`{ amount, unit }`",
  parameter: "`{ name, value }`",
  member: "`{ name, value }`",
  parameterName: "name",
};

const INTRODUCTION = `# Conditions

This page is written from the operator table (\`lib/conditions/operators.ts\`), which form, evaluator and run viewer read too. To bring it up
to date: \`npx vitest run --project unit lib/conditions/operator-docs.test.ts -u\`.

- A condition has a field, the field's type, an operator, and mostly a value, which may hold references.
- Groups say whether all, any or none of their conditions must hold, and nest two deep. An empty group lets nothing through.
- Letters' case counts only when asked for ("match case", \`"caseSensitive": true\`). Composed and decomposed letters are the same.
- A missing field, a value of the wrong type, or a missing right side makes a condition fail. Nothing breaks.
- A negation passes exactly where what it negates fails, so also for a missing field.
- Days and hours are UTC; a date without a zone is UTC. Relative dates count from the moment the step runs.
- Durations are in seconds, minutes, hours or days.
`;

export function operatorsDocument(): string {
  const sections = conditionType.options.map((type) => {
    const rows = operatorsFor(type).map(operatorRow);
    return `\n## ${type}\n\n| reads | id | value | example | means |\n|---|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `${INTRODUCTION}${sections.join("")}`;
}

const cell = (text: string) => text.replaceAll("|", "\\|");

function operatorRow({ id, label, operand, example, help }: Operator): string {
  const shown = example === undefined ? "" : `\`${example}\``;
  return `| ${[label, `\`${id}\``, OPERANDS[operand], shown, help].map(cell).join(" | ")} |`;
}
