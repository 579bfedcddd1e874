/** `npm run hookline -- <command>`: the REST API from a terminal. */
import { DoorError } from "../contracts/call";
import { parseArguments, UsageError } from "./arguments";
import type { Command, Server } from "./command";
import { exportCommand } from "./commands/export-workflow";
import { importCommand } from "./commands/import-workflow";
import { workflowsCommand } from "./commands/list-workflows";
import { eventsCommand, runCommand, runsCommand } from "./commands/read-history";

const COMMANDS: Record<string, Command> = {
  import: importCommand,
  export: exportCommand,
  workflows: workflowsCommand,
  runs: runsCommand,
  run: runCommand,
  events: eventsCommand,
};

const usage = () =>
  [
    "npm run hookline -- <command>",
    "",
    ...Object.values(COMMANDS).map(({ usage: text, summary }) => `  ${text}\n      ${summary}`),
    "",
    "HOOKLINE_URL says where Hookline runs (http://127.0.0.1:3000), HOOKLINE_API_KEY is a key from Settings. --json prints one JSON line.",
  ].join("\n");

/** The exit code: 0 done, 1 refused or unreachable, 2 not understood. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = "", ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined || rest.includes("--help")) {
    console[command ? "log" : "error"](usage());
    return command ? 0 : 2;
  }
  try {
    const parsed = parseArguments(rest, command);
    const answer = await command.run(parsed, serverOf(env));
    console.log(parsed.flags.has("json") ? JSON.stringify(answer.data) : answer.text);
    return 0;
  } catch (error) {
    return explain(error, env);
  }
}

function serverOf(env: NodeJS.ProcessEnv): Server {
  if (!env.HOOKLINE_API_KEY)
    throw new UsageError(
      "HOOKLINE_API_KEY is not set. Make a key in Settings and pass it in the environment.",
    );
  return { baseUrl: urlOf(env), headers: { authorization: `Bearer ${env.HOOKLINE_API_KEY}` } };
}

const urlOf = (env: NodeJS.ProcessEnv) => (env.HOOKLINE_URL || "http://127.0.0.1:3000").replace(/\/$/, "");

function explain(error: unknown, env: NodeJS.ProcessEnv): number {
  if (error instanceof UsageError) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof DoorError) {
    const { message, hint, issues = [] } = error.body;
    console.error(
      [
        message,
        ...issues.map((issue) => `  ${issue.message} ${issue.hint ?? ""}`.trimEnd()),
        ...(hint ? [hint] : []),
      ].join("\n"),
    );
    return 1;
  }
  if (error instanceof TypeError && error.message === "fetch failed") {
    console.error(`Nothing answers at ${urlOf(env)}. Start Hookline with npm start, or set HOOKLINE_URL.`);
    return 1;
  }
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
}
