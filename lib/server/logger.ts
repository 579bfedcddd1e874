/** The server's log: JSON lines on standard error, so that standard output stays free for what people and scripts read. */
import pino, { type Logger } from "pino";

const SECRET_MEMBERS = [
  "authorization",
  "cookie",
  "password",
  "currentPassword",
  "secret",
  "secrets",
  "token",
  "key",
  "apiKey",
  "signingKey",
  "generatedKey",
  "pastedKey",
  "botToken",
  "webhookUrl",
];

/** Members whose names speak of secrets are replaced, at the top, one and two levels down. */
export const REDACTED_PATHS = SECRET_MEMBERS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]).concat(
  '["set-cookie"]',
  '*["set-cookie"]',
  '*["x-cio-signature"]',
);

export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const options = { level, base: null, redact: { paths: REDACTED_PATHS, censor: "[redacted]" } };
  return pino(options, destination ?? pino.destination({ fd: 2, sync: true }));
}
export type { Logger };
