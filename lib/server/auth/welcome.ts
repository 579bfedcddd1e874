/** The one-time address of a first start: signs its visitor in and goes on to the product. */
import { getApp } from "../app";

export async function welcome(request: Request): Promise<Response> {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const signedIn = await signIn(token);
  const headers = new Headers({
    location: signedIn === null ? "/sign-in?link=used" : "/workflows",
    "cache-control": "no-store",
  });
  for (const cookie of signedIn ?? []) headers.append("set-cookie", cookie);
  // The token must not leave in a Referer.
  headers.set("referrer-policy", "no-referrer");
  return new Response(null, { status: 303, headers });
}

/** The cookies of the new session; null where the token is not good any more. */
async function signIn(token: string): Promise<string[] | null> {
  if (token === "" || token.length > 200) return null;
  try {
    const answer = await getApp().auth.api.firstVisit({ body: { token }, asResponse: true });
    return answer.ok ? answer.headers.getSetCookie() : null;
  } catch {
    return null;
  }
}
