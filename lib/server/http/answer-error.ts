import { ZodError } from "zod";
import { ERROR_STATUS, type ErrorBody } from "@/lib/contracts/errors";
import { Failure } from "../failure";
import type { Logger } from "../logger";

/** PostgreSQL gone, refusing connections, shutting down, or out of disk, memory or connections; the caller may simply ask again. */
const UNAVAILABLE =
  /ECONNREFUSED|ECONNRESET|connect ENOENT|connect EAGAIN|write EPIPE|Connection terminated|Query read timeout|timeout exceeded when trying to connect|\b53[0-9]{3}\b|57P0[123]|58030|P1001|P1017|P2024/;

/** The one mapping from anything thrown to an answer. A bug is logged whole and told only as such. */
export function answerError(error: unknown, logger: Logger): Response {
  const failure = toFailure(error);
  if (failure.code === "internal" || failure.code === "unavailable")
    logger.error({ err: error }, failure.message);
  const { hint, issues, current } = failure.details;
  const body: ErrorBody = { error: { code: failure.code, message: failure.message, hint, issues, current } };
  return Response.json(body, {
    status: ERROR_STATUS[failure.code],
    headers: { "cache-control": "no-store" },
  });
}

function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof ZodError) {
    const first = error.issues[0];
    return new Failure(
      "bad_request",
      `${first?.path.join(".") || "The request"}: ${first?.message ?? "not valid"}.`,
      {
        issues: error.issues.slice(0, 50).map((issue) => ({
          code: issue.code,
          severity: "error",
          message: issue.message,
          field: issue.path.join("."),
        })),
      },
    );
  }
  if (isUnavailable(error))
    return new Failure("unavailable", "The database does not answer.", { hint: "Try again in a moment." });
  return new Failure("internal", "Something went wrong on the server.", {
    hint: "The server's log says what; trying again may help.",
  });
}

export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return (
    UNAVAILABLE.test(`${code} ${error.message}`) || (error.cause !== undefined && isUnavailable(error.cause))
  );
}
