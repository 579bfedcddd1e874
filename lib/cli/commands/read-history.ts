import { callDoor } from "../../contracts/call";
import { type InboxItem, listEvents } from "../../contracts/events";
import { getRun, listRuns, type RunDetail, type RunSummary } from "../../contracts/runs";
import type { Arguments } from "../arguments";
import type { Command } from "../command";

const option = ({ options }: Arguments, name: string) => options.get(name)?.at(-1);
const limitOf = (args: Arguments) => Number(option(args, "limit") ?? 20);

export const runsCommand: Command = {
  usage: "runs [--workflow <id>] [--status <a,b>] [--person <text>] [--url <text>] [--limit <n>]",
  summary: "Lists runs, newest first.",
  words: 0,
  options: ["workflow", "status", "person", "url", "limit"],
  flags: [],
  async run(args, server) {
    const query = {
      workflowId: option(args, "workflow"),
      status: option(args, "status"),
      person: option(args, "person"),
      url: option(args, "url"),
      limit: limitOf(args),
    };
    const { runs } = await callDoor(listRuns, { query }, server);
    return { data: runs, text: runs.map(runLine).join("\n") || "No runs." };
  },
};

const runLine = (run: RunSummary) =>
  [
    run.createdAt,
    run.id,
    run.status.padEnd(9),
    run.workflowName,
    run.personEmail ?? run.personId ?? "-",
    run.url ?? "",
  ].join("  ");

export const runCommand: Command = {
  usage: "run <runId> [--iteration <loop>#<n>]",
  summary: "Shows a run with its steps; of loops the items, and with --iteration the steps of one.",
  words: 1,
  options: ["iteration"],
  flags: [],
  async run(args, server) {
    const query = { iteration: option(args, "iteration") };
    const run = await callDoor(getRun, { params: { runId: args.words[0] ?? "" }, query }, server);
    const lines = run.steps.flatMap((step) => [stepLine(step), ...itemLines(run, step.key)]);
    return { data: run, text: [runLine(run), ...lines].join("\n") };
  },
};

const itemLines = ({ loops }: RunDetail, key: string): string[] =>
  loops
    .filter((loop) => loop.key === key)
    .flatMap(({ iterations }) =>
      iterations.map(
        ({ key: own, status, item, error }) =>
          `    ${own.padEnd(14)} ${status.padEnd(9)} ${item}${error ? `  ${error.message}` : ""}`,
      ),
    );

const stepLine = (step: RunDetail["steps"][number]) =>
  `  ${step.nodeId.padEnd(16)} ${step.status.padEnd(9)} ${step.attempts.length || 1} ${step.attempts.length > 1 ? "tries" : "try"}${step.error ? `  ${step.error.message}` : ""}`;

export const eventsCommand: Command = {
  usage: "events [--state <a,b>] [--q <text>] [--limit <n>]",
  summary: "Lists what arrived, newest first, with what became of it.",
  words: 0,
  options: ["state", "q", "limit"],
  flags: [],
  async run(args, server) {
    const query = { state: option(args, "state"), q: option(args, "q"), limit: limitOf(args) };
    const { items } = await callDoor(listEvents, { query }, server);
    return { data: items, text: items.map(eventLine).join("\n") || "Nothing has arrived." };
  },
};

const eventLine = ({ receivedAt, id, status, event, message }: InboxItem) =>
  [
    receivedAt,
    id,
    (event && status === "accepted" ? event.status : status).padEnd(10),
    event?.type ?? "-",
    event?.personEmail ?? "-",
    message ?? "",
  ].join("  ");
