/** API keys: `hk_` and 40 random characters. Only their SHA-256 is kept; that much randomness needs no slow hash. */
import { createHash, randomBytes } from "node:crypto";

export const newApiKey = (): string => `hk_${randomBytes(30).toString("base64url")}`;

export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Enough to tell keys apart in a list, too little to guess one. */
export const startOfKey = (key: string): string => key.slice(0, Math.min(7, Math.floor(key.length / 3)));
