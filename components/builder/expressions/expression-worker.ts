/** Evaluates expressions beside the page. One at a time; whoever asks ends it when it takes too long. */
import { type ExpressionWork, evaluateExpression } from "@/lib/transform/evaluate-expression";

self.addEventListener("message", async ({ data }: MessageEvent<ExpressionWork>) => {
  self.postMessage(await evaluateExpression(data));
});
self.postMessage("ready");
