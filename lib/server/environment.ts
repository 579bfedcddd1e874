/** What the supervisor hands to its children; read once, so that nothing else in the server looks at process.env. */
import { z } from "zod";

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  DATABASE_DIRECT_URL: z.string().optional(),
  HOOKLINE_SECRET: z
    .string()
    .refine(
      (text) => Buffer.from(text, "base64").length >= 32,
      "32 bytes in base64: `openssl rand -base64 32`",
    ),
  HOOKLINE_URL: z.url().default("http://127.0.0.1:3000"),
  HOOKLINE_API_KEY: z.string().optional(),
  HOOKLINE_ALLOW_HOSTS: z.string().default(""),
  HOOKLINE_RETENTION_DAYS: z.coerce
    .number("days, or 0 to keep history for ever")
    .int("whole days, or 0 to keep history for ever")
    .min(0, "days, or 0 to keep history for ever")
    .default(90),
  HOOKLINE_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export interface Environment {
  databaseUrl: string;
  /** For what needs a session of its own (LISTEN, locks of a session); the same where no connection pool stands before the database. */
  directDatabaseUrl: string;
  /** At least 32 bytes; every key of this installation derives from it. */
  secret: Buffer;
  /** Public origin, without a slash at its end. */
  origin: string;
  /** Provisioned at start when set. */
  apiKey: string | null;
  /** `host:port,…` that actions may call although they are private. */
  allowHosts: string;
  logLevel: string;
  /** Events and runs are kept for so many days, rounded up to whole weeks; 0: for ever. */
  retentionDays: number;
}

export function readEnvironment(env: Record<string, string | undefined>): Environment {
  // `NAME=` in a file or a shell means not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(
      `The environment is incomplete:\n${lines.join("\n")}\nnpm start sets all of these itself.`,
    );
  }
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    directDatabaseUrl: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL,
    secret: Buffer.from(values.HOOKLINE_SECRET, "base64"),
    origin: new URL(values.HOOKLINE_URL).origin,
    apiKey: values.HOOKLINE_API_KEY?.trim() || null,
    allowHosts: values.HOOKLINE_ALLOW_HOSTS,
    logLevel: values.HOOKLINE_LOG_LEVEL,
    retentionDays: values.HOOKLINE_RETENTION_DAYS,
  };
}
