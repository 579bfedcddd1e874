import type { RetryPolicy } from "../../kit/define";

/** Pure logic gives the same answer every time; a second try is only for a worker that was killed. */
export const LOGIC_RETRY: RetryPolicy = { maxAttempts: 2, backoffMs: 1_000, maxBackoffMs: 1_000 };
