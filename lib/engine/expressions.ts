/** What the engine needs for steps that calculate: one expression on one piece of JSON, with limits on time and memory. */
import type { JsonValue } from "../base/json";
import type { ActionContext, AnyAction } from "../kit/define";
import { FatalError } from "../kit/errors";

export type Evaluated =
  | { ok: true; result?: JsonValue }
  /** `at`: characters from the start of the expression. */
  | { ok: false; problem: { message: string; at?: number } };

export interface Expressions {
  evaluate(work: { expression: string; data: JsonValue }, signal: AbortSignal): Promise<Evaluated>;
}

export const evaluateWith =
  (expressions: Expressions, action: AnyAction, signal: AbortSignal): ActionContext["evaluate"] =>
  async (expression, data) => {
    if (action.evaluates === undefined) throw new Error(`${action.slug} does not declare that it evaluates.`);
    const evaluated = await expressions.evaluate({ expression, data }, signal);
    if (evaluated.ok) return evaluated.result;
    const { message, at } = evaluated.problem;
    throw new FatalError(message, at === undefined ? undefined : { expression, at });
  };
