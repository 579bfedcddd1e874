/** Parts of an address, read leniently. */
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

export type LinkKind = "unsubscribe" | "mailto" | "social";

export function parseUrl(value: unknown): URL | undefined {
  const text = asText(value).trim();
  if (text === "") return undefined;
  const full =
    /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]+:\d+(\/|$)/.test(text)
      ? text
      : `https://${text.replace(/^\/\//, "")}`;
  return URL.canParse(full) ? new URL(full) : undefined;
}

const withoutWww = (host: string) => host.replace(/^www\./, "");

export function hostOf(value: unknown): string | undefined {
  const host = parseUrl(value)?.hostname;
  return host ? withoutWww(host.toLowerCase()) : undefined;
}

/** Decoded, beginning with a slash. */
export function pathOf(value: unknown): string | undefined {
  const url = parseUrl(value);
  if (url === undefined || url.protocol === "mailto:") return undefined;
  try {
    return decodeURI(url.pathname);
  } catch {
    return url.pathname;
  }
}

/** Parameter names are compared without regard to case, as people write them. */
export function parameterOf(value: unknown, name: string): string | undefined {
  for (const [key, seen] of parseUrl(value)?.searchParams ?? [])
    if (key.toLowerCase() === name.trim().toLowerCase()) return seen;
  return undefined;
}

export const isUnder = (host: string, parent: string): boolean =>
  host === parent || host.endsWith(`.${parent}`);

export function fileTypeOf(value: unknown): string | undefined {
  return /\.([a-z0-9]{1,8})$/i.exec(pathOf(value) ?? "")?.[1]?.toLowerCase();
}

export function linkKindOf(value: unknown): LinkKind | undefined {
  const url = parseUrl(value);
  if (url === undefined) return undefined;
  if (url.protocol === "mailto:") return "mailto";
  if (/unsubscribe|opt-?out|manage_subscription_preferences/i.test(url.pathname + url.search))
    return "unsubscribe";
  return SOCIAL_HOSTS.some((host) => isUnder(hostOf(value) ?? "", host)) ? "social" : undefined;
}

/** Equal but for scheme, `www.`, trailing slash, fragment and tracking parameters. */
export function samePage(left: unknown, right: unknown): boolean {
  const [a, b] = [pageKey(left), pageKey(right)];
  return a !== undefined && a === b;
}

function pageKey(value: unknown): string | undefined {
  const url = parseUrl(value);
  if (url === undefined) return undefined;
  const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort();
  const query = new URLSearchParams(kept).toString();
  return `${withoutWww(url.host.toLowerCase())}${url.pathname.replace(/\/+$/, "")}?${query}`;
}

/** `/blog/*`: one star is any run of characters. Linear: looks for the pieces in order, leftmost first. */
export function matchesFolded(seen: string, pattern: string): boolean {
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
