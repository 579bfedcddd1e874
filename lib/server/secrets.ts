/**
 * Secrets at rest: AES-256-GCM under a key derived from the installation's secret. A sealed text is
 * `v1.<nonce>.<ciphertext>.<tag>` in base64url; a changed byte or another installation's secret makes `open` throw.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

export interface SecretBox {
  seal: (text: string) => string;
  open: (sealed: string) => string;
}

/** One key per purpose, so that none of them tells anything about another. */
export const deriveKey = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "hookline", purpose, 32));

export function createSecretBox(secret: Buffer): SecretBox {
  const key = deriveKey(secret, "secrets at rest, version 1");
  return {
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return [
        "v1",
        ...[nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url")),
      ].join(".");
    },
    open(sealed) {
      const [version, nonce, ciphertext, tag] = sealed.split(".");
      if (version !== "v1" || nonce === undefined || ciphertext === undefined || tag === undefined)
        throw new Error("A stored secret has an unknown form.");
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64url"), {
        authTagLength: 16,
      });
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      const text = Buffer.concat([decipher.update(Buffer.from(ciphertext, "base64url")), decipher.final()]);
      return text.toString("utf8");
    },
  };
}
