/** Takes secrets out of what would be sent: by their names, and by their values where the connection knows them. Pure. */

import type { JsonValue } from "../base/json";
import { parseUrl } from "../base/parse-url";
import { isSecretName, REDACTED, redact } from "./redact";
import type { RecordedCall } from "./rehearsal";

const MAX_BODY = 64 * 1024;
/** A shorter text stands elsewhere by chance. */
const MIN_SECRET = 4;

export interface RawCall {
  method: string;
  url: string;
  headers: Iterable<[string, string]>;
  body: string | null;
}

export function maskCall(call: RawCall, secrets: readonly string[]): RecordedCall {
  const headers = [...call.headers].map(([name, value]) => [name, maskHeader(name, value, secrets)] as const);
  const type = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  const body = call.body === null ? null : maskText(maskBody(call.body, type), secrets);
  return {
    kind: "http",
    method: call.method,
    url: maskText(maskUrl(call.url), secrets),
    headers: Object.fromEntries(headers),
    body: body?.slice(0, MAX_BODY) ?? null,
    bodyCut: (body?.length ?? 0) > MAX_BODY,
  };
}

/** Every place where one of the values stands, also as a URL or JSON writes it. Of a secret address the origin stays. */
export function maskText(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= MIN_SECRET).sort((a, b) => b.length - a.length);
  return known.reduce((masked, secret) => {
    const forms = new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
    return [...forms].reduce((rest, form) => rest.replaceAll(form, maskOf(secret)), masked);
  }, text);
}

function maskOf(secret: string): string {
  const url = /^https?:\/\//i.test(secret) ? parseUrl(secret) : null;
  return url === null ? REDACTED : `${url.origin}/${REDACTED}`;
}

/** "Bearer" tells what is missing, and no secret. */
function maskHeader(name: string, value: string, secrets: readonly string[]): string {
  if (!isSecretName(name)) return maskText(value, secrets);
  const scheme = /^(basic|bearer|digest|token)\s/i.exec(value)?.[1];
  return scheme === undefined ? REDACTED : `${scheme} ${REDACTED}`;
}

function maskUrl(text: string): string {
  const url = new URL(text);
  const named = [...url.searchParams.keys()].filter(isSecretName);
  if (url.password === "" && named.length === 0) return text;
  if (url.password !== "") url.password = "REDACTED";
  for (const name of named) url.searchParams.set(name, "REDACTED");
  return url.href.replaceAll("REDACTED", REDACTED);
}

/** The very same text where nothing in it is a secret by its name. */
function maskBody(body: string, type: string): string {
  if (/[/+]json\b/i.test(type)) return maskJson(body);
  if (!/x-www-form-urlencoded/i.test(type)) return body;
  const form = new URLSearchParams(body);
  const named = [...form.keys()].filter(isSecretName);
  for (const name of named) form.set(name, "REDACTED");
  return named.length === 0 ? body : form.toString().replaceAll("REDACTED", REDACTED);
}

function maskJson(body: string): string {
  try {
    const value = JSON.parse(body) as JsonValue;
    const masked = redact(value);
    return masked === value ? body : JSON.stringify(masked);
  } catch {
    return body;
  }
}
