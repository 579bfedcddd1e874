/** When to try a failed step again, if at all. Pure; the caller brings the dice. */
import type { NodeOptions } from "../graph/workflow";
import type { RetryPolicy } from "../kit/define";
import { FatalError, RetryAfterError } from "../kit/errors";

export interface RetryInput {
  error: unknown;
  /** The try that failed; the first is 1. */
  attempt: number;
  policy: RetryPolicy;
  options: NodeOptions;
  nowMs: number;
  /** From 0 up to 1. */
  random: () => number;
}

/** However long a service asks for, a day later it will know better. */
const MAX_WAIT_MS = 86_400_000;

/** Null: do not. Exponential back-off with half of it as jitter; a time that the service named is a minimum. */
export function retryAt({ error, attempt, policy, options, nowMs, random }: RetryInput): Date | null {
  if (error instanceof FatalError || attempt >= (options.maxAttempts ?? policy.maxAttempts)) return null;
  const first = options.backoffMs ?? policy.backoffMs;
  const backoff = Math.min(Math.max(policy.maxBackoffMs, first), first * 2 ** (attempt - 1));
  const jittered = backoff / 2 + (backoff / 2) * random();
  const asked = error instanceof RetryAfterError ? Math.min(error.retryAfterMs, MAX_WAIT_MS) : 0;
  return new Date(nowMs + Math.max(jittered, asked));
}
