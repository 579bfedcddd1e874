/**
 * One JSONata expression on one piece of JSON. Only for processes and web workers that can be ended from outside: its own limits end
 * loops and recursion, but not one built-in function with a huge result.
 */
import jsonata from "jsonata";
import { RE2JSException } from "re2js";
import type { JsonValue } from "../base/json";
import { isDeeperThan } from "../base/storable";
import { MAX_RESULT_CHARACTERS, MAX_RESULT_DEPTH, MAX_SEQUENCE, MAX_STACK, TIME_LIMIT_MS } from "./limits";
import { LinearPattern } from "./linear-pattern";

export interface ExpressionWork {
  expression: string;
  data: JsonValue;
}
export interface ExpressionProblem {
  /** A sentence that ends in a full stop. */
  message: string;
  /** Characters from the start of the expression, right behind what is wrong. Absent where it is about the whole. */
  at?: number;
}
/** `result` is absent where the expression comes to nothing. */
export type Evaluated = { ok: true; result?: JsonValue } | { ok: false; problem: ExpressionProblem };

// It makes one of a RegExp and calls `exec`, nothing else.
const RegexEngine = LinearPattern as unknown as RegExpConstructor;

/** Never rejects. */
export async function evaluateExpression({ expression, data }: ExpressionWork): Promise<Evaluated> {
  try {
    const options = { timeout: TIME_LIMIT_MS, stack: MAX_STACK, sequence: MAX_SEQUENCE, RegexEngine };
    return asJson(await jsonata(expression, options).evaluate(data));
  } catch (thrown) {
    return { ok: false, problem: problemOf(thrown) };
  }
}

/** Does it parse? */
export function expressionProblem(expression: string): ExpressionProblem | null {
  try {
    jsonata(expression);
    return null;
  } catch (thrown) {
    return problemOf(thrown);
  }
}

const refused = (message: string): Evaluated => ({ ok: false, problem: { message } });

/** What the library hands out has members of its own and may hold functions; what is left of it as JSON counts. */
function asJson(result: unknown): Evaluated {
  if (result === undefined) return { ok: true };
  if (typeof result === "function" || isFunctionOfJsonata(result))
    return refused(
      "The result is a function, not a value. Call it: put its arguments in parentheses behind it.",
    );
  // A text is as long as JSON at least, and making JSON of a huge one takes the memory a second time.
  if (typeof result === "string" && result.length > MAX_RESULT_CHARACTERS) return tooLong(result.length);
  const text = JSON.stringify(result, (_, member) => (isFunctionOfJsonata(member) ? undefined : member));
  if (text.length > MAX_RESULT_CHARACTERS) return tooLong(text.length);
  const value = JSON.parse(text) as JsonValue;
  return isDeeperThan(value, MAX_RESULT_DEPTH)
    ? refused(`The result nests deeper than ${MAX_RESULT_DEPTH} levels.`)
    : { ok: true, result: value };
}

const tooLong = (characters: number): Evaluated =>
  refused(`The result has ${characters} characters as JSON; ${MAX_RESULT_CHARACTERS} are allowed.`);

const isFunctionOfJsonata = (value: unknown): boolean =>
  typeof value === "object" && value !== null && ("_jsonata_lambda" in value || "_jsonata_function" in value);

function problemOf(thrown: unknown): ExpressionProblem {
  const { code, position, message } = thrown as { code?: string; position?: number; message?: string };
  if (thrown instanceof RangeError)
    return { message: "It recurses too deeply, or makes a value that is too large." };
  if (thrown instanceof RE2JSException)
    return {
      message: `A pattern is not possible here: ${message}. Patterns have neither look-around nor back references.`,
    };
  const words = (WORDS[code ?? ""] ?? message ?? String(thrown)).replace(/\.?$/, ".");
  return position === undefined ? { message: words } : { message: words, at: position };
}

/** The library's own words are for programmers. */
const WORDS: Record<string, string> = {
  D1011: "It calls itself without an end",
  D1012: `It took longer than ${TIME_LIMIT_MS / 1000} s; look for a loop without an end`,
  D2014: `It makes a list of more than ${MAX_SEQUENCE} items`,
  D2015: `It makes a list of more than ${MAX_SEQUENCE} items`,
  T1006: "This is not a function: there is none of this name",
  T1005: "This is not a function. Its name needs a $ in front",
};
