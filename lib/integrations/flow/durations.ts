/** A duration's units in milliseconds. */
export const DURATION_MS = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
