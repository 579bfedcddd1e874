/** Headers worth keeping with a delivery: what identifies and signs it, and nothing that opens a door elsewhere. */
const DROPPED = /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-forwarded-.*|forwarded)$/;
const MAX_HEADERS = 40;
const MAX_LENGTH = 1_000;

export const keptHeaders = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !DROPPED.test(name))
      .slice(0, MAX_HEADERS)
      .map(([name, value]) => [name, value.slice(0, MAX_LENGTH).toWellFormed()]),
  );
