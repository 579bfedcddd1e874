/** A JSON door: one method and path with its shapes, read by route, client, command line and API docs. */
import type { z } from "zod";

export interface Door<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Under the origin, parameters in braces: `/api/v1/workflows/{workflowId}`. */
  path: string;
  summary: string;
  /** Open to whoever may only look: it changes nothing but what is the caller's own. GET is, always. */
  forViewers?: true;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
}
export const defineDoor = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  door: Door<P, Q, B, R>,
) => door;
