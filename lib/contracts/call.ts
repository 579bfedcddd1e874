/** The typed client of every door: used by the browser and the command line. */
import type { z } from "zod";
import type { Door } from "./door";
import { type ErrorBody, errorBody } from "./errors";

export class DoorError extends Error {
  override name = "DoorError";
  constructor(
    readonly status: number,
    readonly body: ErrorBody["error"],
  ) {
    super(body.message);
  }
}

interface CallOptions {
  baseUrl?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Goes out although the page is going. */
  keepalive?: boolean;
}
type Part<K extends string, S> = S extends z.ZodType
  ? unknown extends z.input<S>
    ? object
    : { [key in K]: z.input<S> }
  : object;
export type DoorInput<D extends Door> = Part<"params", D["params"]> &
  Part<"query", D["query"]> &
  Part<"body", D["body"]>;

export async function callDoor<D extends Door>(
  door: D,
  input: DoorInput<D>,
  options: CallOptions = {},
): Promise<z.output<D["response"]>> {
  const { params, query, body } = input as {
    params?: Record<string, unknown>;
    query?: Record<string, unknown>;
    body?: unknown;
  };
  const path = door.path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params?.[key])));
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) =>
      value === undefined || value === "" ? [] : [[key, String(value)]],
    ),
  );
  const response = await fetch(`${options.baseUrl ?? ""}${path}${search.size ? `?${search}` : ""}`, {
    method: door.method,
    headers: {
      accept: "application/json",
      ...(door.method === "GET" ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
    body: door.method === "GET" ? undefined : JSON.stringify(body ?? {}),
    signal: options.signal,
    keepalive: options.keepalive,
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return door.response.parse(answer) as z.output<D["response"]>;
  const parsed = errorBody.safeParse(answer);
  throw new DoorError(
    response.status,
    parsed.success
      ? parsed.data.error
      : { code: "internal", message: `The server answered ${response.status} without a reason.` },
  );
}
