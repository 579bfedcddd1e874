import { parseUrl } from "../../base/parse-url";

/**
 * Requests that carry a session cookie and change something must come from our own pages. A JSON content type already forces a
 * browser to ask first (no form can send it), and what a browser says about its origin must be us.
 */
export function isSameOrigin(headers: Headers, publicOrigin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (origin === publicOrigin) return true;
  return parseUrl(origin)?.host === headers.get("host");
}

export const isJson = (headers: Headers): boolean =>
  /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");
