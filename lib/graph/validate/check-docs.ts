/** docs/checks.md out of the catalogue; check-catalogue.test.ts holds the file to it. */
import { CHECKS, type Check } from "./check-catalogue";

const INTRODUCTION = `# Checks

This page is written from the catalogue (\`lib/graph/validate/check-catalogue.ts\`), and a test makes every one of these findings. To bring it up to date:
\`npx vitest run --project unit lib/graph/validate/check-catalogue.test.ts -u\`.

- A draft is checked while it is edited, and by the same function when it is published. Errors block publishing; warnings do not.
- Each finding says what is wrong, where and why, and what to do next. *Go to* opens the step at the field. *Fix* is there where nobody could want it otherwise, and undo takes
  it back.
- Conditions are decided, not tried: a finding that something never or always holds is true for every value, and what cannot be decided is not said.
- A step that is switched off is not checked.
- \`GET /api/v1/workflows/{workflowId}/checks\` gives all of them, those that need other workflows and events included.
`;

export function checksDocument(): string {
  const section = (title: string, severity: Check["severity"]) => {
    const rows = (CHECKS as readonly Check[]).filter((check) => check.severity === severity).map(row);
    return `\n## ${title}\n\n| looks for | code | why | Fix |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  };
  return `${INTRODUCTION}${section("Errors", "error")}${section("Warnings", "warning")}`;
}

const row = ({ finds, code, why, fix }: Check): string =>
  `| ${finds} | \`${code}\` | ${why} | ${fix ?? ""} |`;
