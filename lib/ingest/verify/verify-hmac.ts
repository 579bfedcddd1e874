/** Is a request signed with one of these keys? Pure; the scheme is data (lib/kit/webhook.ts). Freshness is the caller's question. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { HmacScheme } from "../../kit/webhook";

export type VerifyResult =
  | { ok: true; timestampMs: number }
  | { ok: false; reason: "signature_missing" | "timestamp_missing" | "signature_mismatch" };

export interface SignedRequest {
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** Any of `keys` will do, so that a key can be replaced without a gap. */
export function verifyHmac(
  scheme: HmacScheme,
  request: SignedRequest,
  keys: readonly string[],
): VerifyResult {
  const signature = request.headers[scheme.signatureHeader]?.trim();
  const timestamp = request.headers[scheme.timestampHeader]?.trim();
  if (!signature) return { ok: false, reason: "signature_missing" };
  if (!timestamp || !/^\d{1,15}$/.test(timestamp)) return { ok: false, reason: "timestamp_missing" };
  const given = decode(signature, scheme.encoding);
  const matches = keys.map((key) => equal(digest(scheme, { key, timestamp, body: request.body }), given));
  if (!matches.includes(true)) return { ok: false, reason: "signature_mismatch" };
  return { ok: true, timestampMs: Number(timestamp) * 1000 };
}

/** Headers that sign `body` now; for the command line, samples and tests. */
export function signHmac(
  scheme: HmacScheme,
  input: { key: string; body: Uint8Array; nowMs: number },
): Record<string, string> {
  const timestamp = String(Math.floor(input.nowMs / 1000));
  return {
    [scheme.timestampHeader]: timestamp,
    [scheme.signatureHeader]: digest(scheme, { ...input, timestamp }).toString(scheme.encoding),
  };
}

/** In two or three parts: each costs a call into the library. */
function digest(scheme: HmacScheme, input: { key: string; timestamp: string; body: Uint8Array }): Buffer {
  const { signedContent } = scheme;
  const at = signedContent.indexOf("{body}");
  const text = (part: string) => part.replaceAll("{timestamp}", input.timestamp);
  const hmac = createHmac(scheme.algorithm, input.key);
  if (at === -1) return hmac.update(text(signedContent)).digest();
  hmac.update(text(signedContent.slice(0, at))).update(input.body);
  const after = signedContent.slice(at + "{body}".length);
  return (after === "" ? hmac : hmac.update(text(after))).digest();
}

/** Hex in either case. A text that is not wholly hex decodes to nothing, and so matches nothing. */
function decode(signature: string, encoding: HmacScheme["encoding"]): Buffer {
  if (encoding === "hex" && !/^([0-9a-f]{2})+$/i.test(signature)) return Buffer.alloc(0);
  return Buffer.from(signature, encoding);
}

const equal = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b);
