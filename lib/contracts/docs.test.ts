/** What is generated from the contracts is as the contracts are. `UPDATE_DOCS=1 npx vitest run lib/contracts` writes it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import example from "../../examples/pricing-follow-up.json";
import { ALL_DOORS } from "./all-doors.test-support";
import { workflowFile } from "./workflows";

const root = path.resolve(import.meta.dirname, "../..");
const update = process.env.UPDATE_DOCS === "1";

/** Members of a schema as `name`, with `?` where they may be left out. */
function members(schema: z.ZodType | undefined): string {
  if (!(schema instanceof z.ZodObject)) return "";
  return Object.entries(schema.shape as Record<string, z.ZodType>)
    .map(([name, member]) => `\`${name}${member.safeParse(undefined).success ? "?" : ""}\``)
    .join(", ");
}

function doorTable(): string {
  const rows = ALL_DOORS.map(({ method, path: at, summary, query, body }) => {
    const takes = [members(query) && `query ${members(query)}`, members(body) && `body ${members(body)}`]
      .filter(Boolean)
      .join("; ");
    return `| \`${method} ${at}\` | ${summary} | ${takes || "–"} |`;
  });
  return ["| door | what it does | takes |", "| --- | --- | --- |", ...rows].join("\n");
}

test("docs/api.md lists every door", () => {
  const file = path.join(root, "docs/api.md");
  const text = readFileSync(file, "utf8");
  const fresh = text.replace(
    /(<!-- doors:[^>]*-->\n)[\s\S]*(<!-- \/doors -->)/,
    (_, open: string, close: string) => `${open}\n${doorTable()}\n\n${close}`,
  );
  if (update) writeFileSync(file, fresh);
  expect(text === fresh || update, "run UPDATE_DOCS=1 npx vitest run lib/contracts").toBe(true);
});

test("the published JSON Schema is the contract's", () => {
  const file = path.join(root, "public/schema/workflow-v1.json");
  const schema = {
    $id: "workflow-v1.json",
    title: "Hookline workflow file",
    ...z.toJSONSchema(workflowFile, { io: "input", unrepresentable: "any" }),
  };
  const fresh = `${JSON.stringify(schema, null, 2)}\n`;
  if (update) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, fresh);
  }
  expect(readFileSync(file, "utf8") === fresh, "run UPDATE_DOCS=1 npx vitest run lib/contracts").toBe(true);
});

test("the example is a workflow file", () => {
  expect(workflowFile.safeParse(example).success).toBe(true);
});
