import { arrangeCommands } from "./arrange-commands";
import type { Command } from "./command";
import { editCommands } from "./edit-commands";
import { stepCommands } from "./step-commands";
import { viewCommands } from "./view-commands";
import { workflowCommands } from "./workflow-commands";

export const commands: readonly Command[] = [
  ...stepCommands,
  ...editCommands,
  ...arrangeCommands,
  ...viewCommands,
  ...workflowCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));

/** Throws for an id that no command has. */
export function commandById(id: string): Command {
  const command = byId.get(id);
  if (command === undefined) throw new Error(`There is no command "${id}".`);
  return command;
}
