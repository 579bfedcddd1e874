/** How often a service lets itself be called. Calls beyond it wait; they do not fail and are no tries. */
export interface RateLimit {
  /** Calls that agree in all of these share the limit: the connection, or the value of an input. */
  per: readonly string[];
  /** One call in so many milliseconds. */
  everyMs: number;
  /** Ends "Waiting for its turn: …". Without a full stop. */
  because: string;
}

/** `per` of a limit: the node's connection. */
export const CONNECTION = "connection";

/** A limit of an API, for calls to it by any action that says which address it calls. */
export interface HostLimit {
  hosts: readonly string[];
  method?: string;
  /** Of the URL's path. */
  path: RegExp;
  /** What shares it within a workspace: every call that the limit fits, or each path for itself. */
  per: "host" | "path";
  everyMs: number;
  because: string;
}
