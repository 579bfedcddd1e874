import type { ErrorBody, ErrorCode } from "../contracts/errors";

interface FailureDetails {
  /** What to do next. */
  hint?: string;
  issues?: ErrorBody["error"]["issues"];
  /** For `conflict`: what is there now. */
  current?: unknown;
}

/** A use case's expected refusal; the route wrapper turns it into the answer of contracts/errors.ts. */
export class Failure extends Error {
  override name = "Failure";
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: FailureDetails = {},
  ) {
    super(message);
  }
}

export const notFound = (what: string): Failure =>
  new Failure("not_found", `There is no such ${what} in this workspace.`, {
    hint: "It may have been deleted, or the address is of another workspace.",
  });
