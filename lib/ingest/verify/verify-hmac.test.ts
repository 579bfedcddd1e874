import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { HmacScheme } from "../../kit/webhook";
import { signHmac, verifyHmac } from "./verify-hmac";

const scheme: HmacScheme = {
  scheme: "hmac",
  algorithm: "sha256",
  encoding: "hex",
  signatureHeader: "x-cio-signature",
  timestampHeader: "x-cio-timestamp",
  signedContent: "v0:{timestamp}:{body}",
};
const body = Buffer.from('{"a":"ü"}');
const headers = signHmac(scheme, { key: "k", body, nowMs: 1_700_000_000_999 });

test("the published vector verifies", () => {
  const file = path.resolve(
    import.meta.dirname,
    "../../integrations/customer-io/fixtures/vector_official_customerio_node_test.json",
  );
  const vector = JSON.parse(readFileSync(file, "utf8"));
  const request = {
    headers: { "x-cio-signature": vector.signature_hex, "x-cio-timestamp": vector.timestamp },
    body: Buffer.from(vector.body_utf8),
  };
  expect(verifyHmac(scheme, request, [vector.signing_key])).toEqual({
    ok: true,
    timestampMs: 1_614_265_384_000,
  });
});

test("what was signed verifies, with any of the keys", () => {
  expect(verifyHmac(scheme, { headers, body }, ["other", "k"])).toEqual({
    ok: true,
    timestampMs: 1_700_000_000_000,
  });
});

test.each([
  ["another key", { headers, body }, ["x"], "signature_mismatch"],
  ["no key at all", { headers, body }, [], "signature_mismatch"],
  ["another body", { headers, body: Buffer.from("{}") }, ["k"], "signature_mismatch"],
  [
    "another time",
    { headers: { ...headers, "x-cio-timestamp": "1700000001" }, body },
    ["k"],
    "signature_mismatch",
  ],
  ["no time", { headers: { ...headers, "x-cio-timestamp": "" }, body }, ["k"], "timestamp_missing"],
  [
    "a time that is none",
    { headers: { ...headers, "x-cio-timestamp": "1e9" }, body },
    ["k"],
    "timestamp_missing",
  ],
  ["no signature", { headers: {}, body }, ["k"], "signature_missing"],
  [
    "a signature that is no hex",
    { headers: { ...headers, "x-cio-signature": "zz" }, body },
    ["k"],
    "signature_mismatch",
  ],
  [
    "half a signature",
    { headers: { ...headers, "x-cio-signature": headers["x-cio-signature"]?.slice(0, 32) ?? "" }, body },
    ["k"],
    "signature_mismatch",
  ],
])("%s does not", (_, request, keys, reason) => {
  expect(verifyHmac(scheme, request as never, keys)).toEqual({ ok: false, reason });
});
