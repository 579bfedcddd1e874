/**
 * Evaluates expressions in a process of its own, which holds no secret and is ended when one takes too long or too much memory. A thread
 * would not do: V8 ends the whole process when a thread's heap is full.
 */
import type { Evaluated, ExpressionWork } from "./evaluate-expression";
import { EvaluationLine } from "./evaluation-line";
import { MAX_DATA_CHARACTERS, MAX_EXPRESSION_CHARACTERS, MEMORY_MB, TIME_LIMIT_MS } from "./limits";

export interface Expressions {
  /** Rejects only where no process can be started, and with the signal's reason. */
  evaluate(work: ExpressionWork, signal: AbortSignal): Promise<Evaluated>;
  close(): void;
}

const MAX_SUSPECTS = 1_000;

export function createExpressions(): Expressions {
  const ordinary = new EvaluationLine();
  // What took too long before waits in a line of its own: it delays only its like.
  const suspicious = new EvaluationLine();
  const suspects = new Set<string>();
  const suspect = (expression: string) => {
    if (suspects.size >= MAX_SUSPECTS) suspects.clear();
    suspects.add(expression);
  };
  return {
    async evaluate({ expression, data }, signal) {
      const text = JSON.stringify(data);
      const refusal = tooLarge(expression, text);
      if (refusal !== null) return refused(refusal);
      const line = suspects.has(expression) ? suspicious : ordinary;
      const outcome = await line.evaluate({ expression, data: text }, signal);
      if (outcome.kind !== "evaluated" || outcome.ms >= TIME_LIMIT_MS) suspect(expression);
      switch (outcome.kind) {
        case "evaluated":
          return outcome.evaluated;
        case "late":
          return refused(`It took longer than ${TIME_LIMIT_MS / 1000} s.`);
        case "ended":
          return refused(`It took more than ${MEMORY_MB} MB of memory.`);
      }
    },
    close() {
      ordinary.close();
      suspicious.close();
    },
  };
}

const refused = (message: string): Evaluated => ({ ok: false, problem: { message } });

function tooLarge(expression: string, data: string): string | null {
  if (expression.length > MAX_EXPRESSION_CHARACTERS)
    return `The expression has ${expression.length} characters; ${MAX_EXPRESSION_CHARACTERS} are allowed.`;
  return data.length > MAX_DATA_CHARACTERS
    ? `The data has ${data.length} characters as JSON; ${MAX_DATA_CHARACTERS} are allowed.`
    : null;
}
