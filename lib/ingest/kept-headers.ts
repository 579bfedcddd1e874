/** Headers worth keeping with a delivery: what identifies and signs it, and nothing that opens a door elsewhere. */
const DROPPED = /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-forwarded-.*|forwarded)$/;
const MAX_HEADERS = 40;
const MAX_LENGTH = 1_000;

export function keptHeaders(headers: Record<string, string>): Record<string, string> {
  const kept: Record<string, string> = {};
  let left = MAX_HEADERS;
  for (const name of Object.keys(headers)) {
    if (DROPPED.test(name)) continue;
    if (left-- === 0) break;
    kept[name] = (headers[name] as string).slice(0, MAX_LENGTH).toWellFormed();
  }
  return kept;
}
