/**
 * How an action tells the engine what to do about a failure. Anything else that is thrown counts as transient and is retried
 * under the action's policy. `details` is shown in the run viewer: never put a secret there.
 */
import type { JsonValue } from "../base/json";

/** The step can never succeed as configured: fail it now and spend no retries. */
export class FatalError extends Error {
  override name = "FatalError";
  constructor(
    message: string,
    readonly details?: JsonValue,
  ) {
    super(message);
  }
}

/** The service asked to be called later (HTTP 429, `Retry-After`). */
export class RetryAfterError extends Error {
  override name = "RetryAfterError";
  constructor(
    message: string,
    readonly retryAfterMs: number,
    readonly details?: JsonValue,
  ) {
    super(message);
  }
}
