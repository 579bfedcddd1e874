/** The inside of a process of expressions.ts. One expression at a time; it ends with the worker that started it. */
import { evaluateExpression } from "./evaluate-expression";

// Nothing is left behind for the expressions after it.
Object.freeze(Object.prototype);
Object.freeze(Function.prototype);

// Whoever started it decides when it ends.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => undefined);
process.on("disconnect", () => process.exit());
process.on("message", async ({ expression, data }: { expression: string; data: string }) => {
  process.send?.({ evaluated: await evaluateExpression({ expression, data: JSON.parse(data) }) });
});
process.send?.({ ready: true });
