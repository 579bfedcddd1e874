/** Runs an action in a test as the engine would: its input parsed, its output checked. */
import type { ActionContext, ActionResult, AnyAction, Claim, ClaimWish } from "./define";

export async function tryAction(
  action: AnyAction,
  given: {
    input: unknown;
    connection?: unknown;
    fetch?: typeof fetch;
    startedAt?: Date;
    resolve?: ActionContext["resolve"];
    evaluate?: ActionContext["evaluate"];
    /** What the store answers. */
    claim?: (wish: ClaimWish) => Claim;
  },
): Promise<ActionResult<unknown>> {
  const context: ActionContext = {
    input: action.input.parse(given.input),
    connection: action.connection?.parse(given.connection ?? {}),
    fetch: given.fetch ?? fetch,
    resolveHost: async () => ({ address: "127.0.0.1", family: 4 }),
    signal: new AbortController().signal,
    idempotencyKey: "run_1:node",
    now: () => new Date("2026-11-24T12:00:00Z"),
    attempt: 1,
    startedAt: given.startedAt ?? new Date("2026-11-24T12:00:00Z"),
    resolve: given.resolve ?? ((template) => template),
    evaluate: async (expression, data) => {
      if (action.evaluates === undefined || given.evaluate === undefined)
        throw new Error("no expression was expected");
      return given.evaluate(expression, data);
    },
    claim: async (wish) => {
      if (action.claims === undefined || given.claim === undefined) throw new Error("no claim was expected");
      return given.claim(wish);
    },
  };
  const result = await action.run(context as never);
  action.output.parse(result.output);
  return result;
}
