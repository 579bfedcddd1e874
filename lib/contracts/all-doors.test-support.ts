import * as backtest from "./backtest";
import * as checks from "./checks";
import * as connections from "./connections";
import type { Door } from "./door";
import * as events from "./events";
import * as links from "./links";
import * as pins from "./pins";
import * as runs from "./runs";
import * as samples from "./samples";
import * as settings from "./settings";
import * as tests from "./tests";
import * as workflows from "./workflows";

const CONTRACTS: readonly object[] = [
  workflows,
  checks,
  backtest,
  links,
  runs,
  events,
  samples,
  pins,
  tests,
  connections,
  settings,
];

const isDoor = (value: unknown): value is Door =>
  typeof value === "object" && value !== null && "path" in value && "method" in value;

/** Every door that a contract exports, in the order of docs/api.md. */
export const ALL_DOORS: readonly Door[] = CONTRACTS.flatMap((contract) =>
  Object.values(contract).filter(isDoor),
);
