/** `HOOKLINE_ALLOW_HOSTS`: `host:port,…`, the exceptions to the guard. */
import { parseUrl } from "../base/parse-url";

export interface AllowHosts {
  has: (host: string, port: number) => boolean;
}

export function parseAllowHosts(text: string): AllowHosts {
  const entries = new Set(
    text.split(",").flatMap((entry) => (entry.trim() === "" ? [] : [normalize(entry.trim())])),
  );
  return { has: (host, port) => entries.has(keyOf(host, port)) };
}

/** Throws where an entry is not `host:port`: a typing mistake must not silently forbid or allow. */
function normalize(entry: string): string {
  const url = parseUrl(`http://${entry}`);
  const port = /:(\d+)$/.exec(entry)?.[1];
  if (url === null || port === undefined || url.pathname !== "/" || url.search !== "" || url.username !== "")
    throw new Error(
      `HOOKLINE_ALLOW_HOSTS: "${entry}" is not of the form host:port, for example 127.0.0.1:9911.`,
    );
  return keyOf(url.hostname, Number(port));
}

const keyOf = (host: string, port: number) => `${host.toLowerCase().replace(/^\[|\]$/g, "")}:${port}`;
