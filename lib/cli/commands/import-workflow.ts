import { readFileSync } from "node:fs";
import { callDoor } from "../../contracts/call";
import { revealGeneratedKey } from "../../contracts/connections";
import { readWorkflowFile } from "../../contracts/read-workflow-file";
import { createWorkflow, publishWorkflow, type WorkflowFile } from "../../contracts/workflows";
import { UsageError } from "../arguments";
import type { Command, Server } from "../command";

export const importCommand: Command = {
  usage: "import <file.json> [--publish] [--name <name>] [--set <node>.<field>=<value> …]",
  summary: "Makes a workflow from a file. --publish puts it on the air and shows where to send events.",
  words: 1,
  options: ["set", "name"],
  flags: ["publish"],
  async run({ words, flags, options }, server) {
    const file = withSettings(fileAt(words[0] ?? ""), options.get("set") ?? []);
    const name = options.get("name")?.at(-1) ?? file.name;
    const { id: workflowId } = await callDoor(
      createWorkflow,
      { body: { name, document: file.document } },
      server,
    );
    if (!flags.has("publish"))
      return { data: { workflowId }, text: `Imported "${name}" as ${workflowId}. It is a draft.` };
    const published = await callDoor(publishWorkflow, { params: { workflowId }, body: {} }, server);
    const { version, webhook } = published;
    const signingKey = webhook === null ? null : await keyOf(webhook.connectionId, webhook.keyState, server);
    return {
      data: { workflowId, version: version.number, webhookUrl: webhook?.url ?? null, signingKey },
      text: [
        `Published "${name}" as version ${version.number} (${workflowId}).`,
        `Send events to: ${webhook?.url ?? "nowhere"}`,
        signingKey === null ? "Signed with the key that was pasted." : `Signing key:    ${signingKey}`,
      ].join("\n"),
    };
  },
};

/** The generated key; null once the provider's own was pasted, which is never shown again. */
const keyOf = async (connectionId: string, keyState: string, server: Server): Promise<string | null> =>
  keyState === "pasted"
    ? null
    : (await callDoor(revealGeneratedKey, { params: { connectionId } }, server)).key;

function fileAt(path: string): WorkflowFile {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`);
  }
  const read = readWorkflowFile(path, text);
  if (!read.ok) throw new UsageError(read.error);
  return read.value;
}

/** `http.url=https://…`: sets a member of a node's config; a value that is JSON is taken as such. */
function withSettings(file: WorkflowFile, settings: readonly string[]): WorkflowFile {
  const nodes = structuredClone(file.document.nodes);
  for (const setting of settings) {
    const [, id, key, value] = /^([^.=]+)\.([^=]+)=([\s\S]*)$/.exec(setting) ?? [];
    if (id === undefined || key === undefined || value === undefined)
      throw new UsageError(`--set takes <node>.<field>=<value>, not "${setting}".`);
    const node = nodes.find((candidate) => candidate.id === id);
    if (node === undefined)
      throw new UsageError(
        `There is no node "${id}" in the file. Its nodes are: ${nodes.map((other) => other.id).join(", ")}.`,
      );
    node.config[key] = parseValue(value);
  }
  return { ...file, document: { ...file.document, nodes } };
}

function parseValue(text: string) {
  if (!/^(true|false|null|-?\d+(\.\d+)?|[[{][\s\S]*)$/.test(text) || text.startsWith("{{")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
