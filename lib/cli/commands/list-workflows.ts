import { callDoor } from "../../contracts/call";
import { listWorkflows, type WorkflowSummary } from "../../contracts/workflows";
import type { Command } from "../command";

export const workflowsCommand: Command = {
  usage: "workflows [--tag <tag>] [--archived]",
  summary: "Lists workflows, the last edited first, with their runs and failures of the last day.",
  words: 0,
  options: ["tag"],
  flags: ["archived"],
  async run({ options, flags }, server) {
    const query = flags.has("archived") ? { archived: "true" } : {};
    const wanted = options.get("tag")?.map((tag) => tag.toLowerCase()) ?? [];
    const { workflows } = await callDoor(listWorkflows, { query }, server);
    const shown = workflows.filter(({ tags }) => {
      const own = tags.map((tag) => tag.toLowerCase());
      return wanted.every((tag) => own.includes(tag));
    });
    return { data: shown, text: shown.map(workflowLine).join("\n") || "No workflows." };
  },
};

const workflowLine = ({ id, name, live, changesSinceLive, runs24h, tags }: WorkflowSummary) =>
  [
    id,
    (live === null ? "-" : `v${live.number}${changesSinceLive ? ` +${changesSinceLive}` : ""}`).padEnd(7),
    `${runs24h.total} runs`.padStart(10),
    `${runs24h.failed} failed`.padStart(10),
    name,
    tags.map((tag) => `#${tag}`).join(" "),
  ]
    .join("  ")
    .trimEnd();
