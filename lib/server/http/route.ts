/**
 * Every JSON door goes through here: authorize, check the origin, parse what came by the door's own schemas, answer, and map
 * every error in one place. A door is therefore one line: `serve(getRun, (caller, { params }) => …)`.
 */
import type { z } from "zod";
import type { Door } from "@/lib/contracts/door";
import { type App, getApp } from "../app";
import { authorize } from "../auth/authorize";
import { type Caller, requireEditor } from "../caller";
import { Failure } from "../failure";
import { answerError } from "./answer-error";
import { matchPath } from "./match-path";
import { readBody } from "./read-body";
import { isJson, isSameOrigin } from "./same-origin";

/** Larger than any document within the limits of lib/graph/workflow.ts that a person draws. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
export interface RouteInput<D extends Door> {
  params: Parsed<NonNullable<D["params"]>>;
  query: Parsed<NonNullable<D["query"]>>;
  body: Parsed<NonNullable<D["body"]>>;
}
type Handler<D extends Door> = (caller: Caller, input: RouteInput<D>) => Promise<z.input<D["response"]>>;

export interface ServedDoor {
  door: Door;
  answer: (request: Request) => Promise<Response>;
}

export const serve = <D extends Door>(door: D, handle: Handler<D>): ServedDoor => ({
  door,
  async answer(request) {
    const app = getApp();
    try {
      const caller = await admit(app, request, door);
      const input = (await parseInput(door, request)) as RouteInput<D>;
      const answer = await handle(caller, input);
      // Other processes hear of it; this one must not answer its next delivery before it has.
      if (door.method !== "GET") app.endpoints.clear();
      return Response.json(answer, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return answerError(error, app.logger);
    }
  },
});

/** Who asks, and whether a request of this kind may come from there. */
async function admit(app: App, request: Request, { forViewers }: Door): Promise<Caller> {
  const caller = await authorize(app, request.headers);
  if (request.method === "GET" || request.method === "HEAD") return caller;
  if (!isJson(request.headers))
    throw new Failure("bad_request", "The content type must be application/json.");
  if (caller.userId !== null && !isSameOrigin(request.headers, app.environment.origin))
    throw new Failure("forbidden", "This request came from another site.", {
      hint: "Programs use an API key in the Authorization header instead of a cookie.",
    });
  if (!forViewers) requireEditor(caller);
  return caller;
}

async function parseInput(door: Door, request: Request): Promise<RouteInput<Door>> {
  const url = new URL(request.url);
  const params = matchPath(door.path, url.pathname) ?? {};
  return {
    params: door.params?.parse(params),
    query: door.query?.parse(Object.fromEntries(url.searchParams)),
    body: door.body?.parse(await readJson(request)),
  };
}

async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBody(request.body, MAX_BODY_BYTES);
  if (bytes === "too_large")
    throw new Failure("too_large", `The body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MiB.`);
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure("bad_request", `The body is not JSON: ${(error as Error).message}.`);
  }
}
