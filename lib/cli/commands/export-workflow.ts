import { callDoor } from "../../contracts/call";
import { exportWorkflow } from "../../contracts/workflows";
import type { Command } from "../command";

export const exportCommand: Command = {
  usage: "export <workflowId>",
  summary: "Prints a workflow's draft as a file, for version control or another installation.",
  words: 1,
  options: [],
  flags: [],
  async run({ words }, server) {
    const file = await callDoor(exportWorkflow, { params: { workflowId: words[0] ?? "" } }, server);
    return { data: file, text: JSON.stringify(file, null, 2) };
  },
};
