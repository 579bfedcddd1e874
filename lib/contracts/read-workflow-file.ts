/** A file that somebody chose, dropped or named on the command line, as a workflow; or what is wrong with it, where, and what to do. */
import { err, ok, type Result } from "../base/result";
import { type WorkflowFile, workflowFile } from "./workflows";

/** As much as a door takes. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const FORMAT = "Export a workflow to see what one looks like; docs/workflow-format.md describes the format.";

/** The error is whole sentences for people, the file's own name in front. */
export function readWorkflowFile(name: string, text: string): Result<WorkflowFile, string> {
  if (text.length > MAX_CHARACTERS)
    return err(`${name} is larger than 4 MB, which no workflow is. Is it the right file?`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return err(
      `${name} is not JSON: ${sentence((error as Error).message)} Perhaps it was cut short, or edited by hand.`,
    );
  }
  const problem = headProblem(value);
  if (problem !== null) return err(`${name} ${problem}`);
  const parsed = workflowFile.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues;
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  const place = first === undefined || first.path.length === 0 ? "it" : placeOf(first.path);
  return err(
    `${name} is not a workflow file: ${place}: ${sentence(first?.message ?? "not valid")}${more} ${FORMAT}`,
  );
}

/** What its first member says of it. */
function headProblem(value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return `holds no workflow. ${FORMAT}`;
  const { hookline } = value as { hookline?: unknown };
  if (hookline === undefined)
    return `is JSON, but not a Hookline workflow: "hookline": 1 is missing at its top. ${FORMAT}`;
  if (typeof hookline === "number" && hookline > 1)
    return `was exported by a newer Hookline (format ${hookline}; this one reads 1). Update this installation, then import it again.`;
  return null;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** `document.nodes[2].type` */
const placeOf = (path: readonly PropertyKey[]) =>
  path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
