import type { Arguments } from "./arguments";

export interface Server {
  baseUrl: string;
  headers: Record<string, string>;
}
export interface Command {
  usage: string;
  summary: string;
  /** How many words it takes. */
  words: number;
  /** Options with a value; they may be given more than once. */
  options: readonly string[];
  /** Options without one, `json` aside. */
  flags: readonly string[];
  run: (args: Arguments, server: Server) => Promise<{ data: unknown; text: string }>;
}
