import { createExpressions } from "@/lib/transform/expressions";
import { getApp } from "./app";
import { prepareFirstStart } from "./first-start";

/** Before the first request: what the app of a web process has beyond what Next.js can bundle. The address for a first sign-in, or null. */
export function startWeb(): Promise<{ signInUrl: string | null }> {
  const app = getApp();
  app.expressions = createExpressions();
  return prepareFirstStart(app);
}
