/** The whole server on a database of its own, with its first start behind it, asked as the API is asked. */
import { randomBytes } from "node:crypto";
import { createTestDatabase } from "@/lib/db/test-database";
import { closeApp, getApp } from "./app";
import { welcome } from "./auth/welcome";
import { prepareFirstStart } from "./first-start";
import { answerApi } from "./http/api";

export const ORIGIN = "http://127.0.0.1:3000";
const KEY = "hk_test_0123456789abcdefghijklmnop";

/** `environment`: variables beside the usual ones. A process has one such server at a time. */
export async function startTestApp(environment: Record<string, string> = {}) {
  const testDatabase = await createTestDatabase();
  Object.assign(process.env, {
    DATABASE_URL: testDatabase.url,
    HOOKLINE_SECRET: randomBytes(32).toString("base64"),
    HOOKLINE_URL: ORIGIN,
    HOOKLINE_API_KEY: KEY,
    HOOKLINE_LOG_LEVEL: "silent",
    ...environment,
  });
  const { signInUrl } = await prepareFirstStart();
  const { id: workspaceId } = await getApp().database.prisma.workspace.findFirstOrThrow();
  return {
    workspaceId,
    /** Where the first owner signs in, once. */
    signInUrl: signInUrl ?? "",
    async close(): Promise<void> {
      await closeApp();
      await testDatabase.drop();
    },
  };
}
/** Follows the owner's one-time address, which works once: the session's cookie. */
export async function cookieOf({ signInUrl }: Pick<TestApp, "signInUrl">): Promise<string> {
  const first = await welcome(new Request(signInUrl));
  return first.headers
    .getSetCookie()
    .map((text) => text.split(";")[0])
    .join("; ");
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

interface Asked {
  /** GET, or POST where there is a body. */
  method?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

/** With the installation's key, unless the headers say who asks. `path` comes after /api/v1. */
export async function askApi(path: string, { method, body, headers }: Asked = {}) {
  const answer = await answerApi(
    new Request(`${ORIGIN}/api/v1${path}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  return { status: answer.status, body: (await answer.json()) as any };
}
