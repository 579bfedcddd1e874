/** Evaluates and reads expressions beside the page. One at a time; whoever asks ends it when it takes too long. */
import {
  type ExpressionWork,
  evaluateExpression,
  expressionProblem,
} from "@/lib/transform/evaluate-expression";

export type ExpressionQuestion =
  | ({ kind: "evaluate" } & ExpressionWork)
  /** Does it parse? Answered with what is wrong, or null. */
  | { kind: "read"; expression: string };

self.addEventListener("message", async ({ data }: MessageEvent<ExpressionQuestion>) => {
  self.postMessage(
    data.kind === "read"
      ? { problem: expressionProblem(data.expression) }
      : await evaluateExpression({ expression: data.expression, data: data.data }),
  );
});
self.postMessage("ready");
