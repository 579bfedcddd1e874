/** Parts of an address, read leniently. */
import { parseUrl } from "../../base/parse-url";
import { asText } from "./operator";

/** Parameters that say where a visitor came from, not which page it is. */
const TRACKING =
  /^(utm_.*|cio_.*|_cio.*|gclid|fbclid|msclkid|mc_cid|mc_eid|ref|ref_src|_hsenc|_hsmi|vero_id|ajs_.*)$/i;
const SOCIAL_HOSTS = [
  "facebook.com",
  "instagram.com",
  "linkedin.com",
  "twitter.com",
  "x.com",
  "youtube.com",
  "tiktok.com",
  "pinterest.com",
  "threads.net",
  "bsky.app",
  "reddit.com",
  "t.me",
  "wa.me",
];
/** Longer than any browser sends; engines differ beyond. */
const MAX_URL = 100_000;
/** Gives a relative address its path and query; it has no host then. */
const NOWHERE = "https://relative.invalid";

export type LinkKind = "unsubscribe" | "mailto" | "social";

function urlOf(value: unknown): URL | undefined {
  if (typeof value !== "string" || value.length > MAX_URL) return undefined;
  const text = value.trim();
  if (text === "") return undefined;
  const full = absolute(text);
  return parseUrl(full) ?? undefined;
}

/** `example.com:8080/x` and `localhost:3000` look like a scheme; `javascript:` and `mailto:` are one. */
const HOST_WITH_PORT = /^[^/?#:\s]+:\d+(?:[/?#]|$)/;
const HOST_FIRST =
  /^(?:[^/?#\s@]*@)?(?:\[[0-9a-f:.]+\]|localhost|[^/?#\s:]+\.[^/?#\s:.]+\.?)(?::\d+)?(?:[/?#]|$)/i;

function absolute(text: string): string {
  if (/^[\\/]{2}/.test(text)) return `https:${text}`;
  if (HOST_WITH_PORT.test(text)) return `https://${text}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return text;
  if (HOST_FIRST.test(text)) return `https://${text}`;
  return `${NOWHERE}${/^[/?#]/.test(text) ? "" : "/"}${text}`;
}

const isRelative = (url: URL) => url.origin === NOWHERE;
const hostName = (host: string) =>
  host
    .toLowerCase()
    .replace(/^www\.(?=[^.]+\.)/, "")
    .replace(/\.(?=$|:\d+$)/, "");

/** In lower case, without `www.`, user name and port; an international name in its ASCII form. */
export function hostOf(value: unknown): string | undefined {
  const url = urlOf(value);
  return url === undefined || url.hostname === "" || isRelative(url) ? undefined : hostName(url.hostname);
}

/** Decoded, beginning with a slash; none for `mailto:` and the like. */
export function pathOf(value: unknown): string | undefined {
  const url = urlOf(value);
  return url === undefined || url.host === "" ? undefined : decoded(url.pathname);
}

/** What is not UTF-8 stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** The right side of a path operator: a path with or without its first slash, or a whole address whose path is meant. */
export function pathOperand(right: unknown): string {
  const text = asText(right).trim();
  if (/^https?:\/\//i.test(text)) return pathOf(text) ?? text;
  return decoded(text.startsWith("/") ? text : `/${text}`);
}

/** Parameter names are compared without regard to case, as people write them. */
export function parameterOf(value: unknown, name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  for (const [key, seen] of urlOf(value)?.searchParams ?? []) if (key.toLowerCase() === wanted) return seen;
  return undefined;
}

export const isUnder = (host: string, parent: string): boolean =>
  host === parent || host.endsWith(`.${parent}`);

export function fileTypeOf(value: unknown): string | undefined {
  return /\.([a-z0-9]{1,8})$/i.exec(pathOf(value) ?? "")?.[1]?.toLowerCase();
}

export function linkKindOf(value: unknown): LinkKind | undefined {
  const url = urlOf(value);
  if (url === undefined) return undefined;
  if (url.protocol === "mailto:") return "mailto";
  if (/unsubscribe|opt-?out|manage_subscription_preferences/i.test(url.pathname + url.search))
    return "unsubscribe";
  return SOCIAL_HOSTS.some((host) => isUnder(hostOf(value) ?? "", host)) ? "social" : undefined;
}

/** In an order of their own, without those that say where a visitor came from. */
function queryOfPage(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort();
  return new URLSearchParams(kept).toString();
}

/** Equal but for scheme, `www.`, trailing slash, fragment and tracking parameters. */
export function pageOf(value: unknown): string | undefined {
  const url = urlOf(value);
  if (url === undefined) return undefined;
  const query = queryOfPage(url);
  const path = decoded(url.pathname);
  return `${isRelative(url) ? "" : hostName(url.host)}${path.endsWith("/") ? path.slice(0, -1) : path}${query && "?"}${query}`;
}

/** An address of the same page with nothing else in it, to keep and to compare with; none where it is no web address. */
export function pageAddress(value: unknown): string | undefined {
  const url = urlOf(value);
  if (url === undefined || isRelative(url) || !/^https?:$/.test(url.protocol)) return undefined;
  const query = queryOfPage(url);
  return `${url.protocol}//${url.host}${url.pathname}${query && "?"}${query}`;
}

/** `/blog/*`: one star is any run of characters. Linear: looks for the pieces in order, leftmost first. */
export function matchesWildcards(seen: string, pattern: string): boolean {
  const pieces = pattern.split("*");
  const first = pieces.shift() ?? "";
  if (pieces.length === 0) return seen === first;
  const last = pieces.pop() ?? "";
  if (!seen.startsWith(first) || seen.length < first.length + last.length || !seen.endsWith(last))
    return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = seen.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= seen.length - last.length;
}
