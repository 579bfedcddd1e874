/** Sign-in by e-mail and password. Nobody signs up: the first owner comes by a one-time link (first-visit.ts). */
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Database } from "@/lib/db/database";
import type { Environment } from "../environment";
import type { Logger } from "../logger";
import { deriveKey } from "../secrets";
import { firstVisitPlugin } from "./first-visit-plugin";

export type Auth = ReturnType<typeof createAuth>;

const SESSION_SECONDS = 30 * 24 * 3600;

export function createAuth(database: Database, environment: Environment, logger: Logger) {
  return betterAuth({
    appName: "Hookline",
    baseURL: environment.origin,
    secret: deriveKey(environment.secret, "sessions").toString("base64url"),
    database: prismaAdapter(database.prisma, { provider: "postgresql" }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: { expiresIn: SESSION_SECONDS, updateAge: 24 * 3600 },
    // A local start answers on 127.0.0.1 and on localhost; a page is ours when it came from the host it now talks to.
    trustedOrigins: (request) => {
      const host = request?.headers.get("host");
      return host ? [`http://${host}`, `https://${host}`] : [];
    },
    advanced: { cookiePrefix: "hookline", useSecureCookies: environment.origin.startsWith("https:") },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) => logger[level === "error" ? "error" : "warn"]({ from: "better-auth" }, message),
    },
    plugins: [firstVisitPlugin()],
  });
}
