/** Who looks at a page. Only for server components: it reads the request's headers from Next.js. */
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getApp } from "./app";
import { callerOfSession } from "./auth/authorize";
import type { Caller } from "./caller";

export async function currentSession(): Promise<Caller | null> {
  // First: it tells Next.js that the page is a request's own, before anything asks for a database that a build does not have.
  const incoming = await headers();
  return callerOfSession(getApp(), incoming);
}

/** Sends visitors who are not signed in to the sign-in page, and back afterwards. */
export async function requireSession(returnTo: string = "/workflows"): Promise<Caller> {
  const caller = await currentSession();
  if (caller === null) redirect(`/sign-in?to=${encodeURIComponent(returnTo)}`);
  return caller;
}
