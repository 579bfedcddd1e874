import type { z } from "zod";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import { isDeeperThan, toStorable } from "@/lib/base/storable";
import type { ErrorBody } from "@/lib/contracts/errors";
import { Failure } from "../failure";

/** As stored; a real event may be larger, but nobody edits that by hand. */
export const MAX_OUTPUT_BYTES = 256 * 1024;
const MAX_ISSUES = 20;
type Finding = NonNullable<ErrorBody["error"]["issues"]>[number];

/**
 * The output as the schema reads it and PostgreSQL takes it. Throws `too_large`, or `unprocessable` with what does not fit and where.
 */
export function fittingOutput(schema: z.ZodType, output: JsonObject): JsonObject {
  if (Buffer.byteLength(JSON.stringify(output)) > MAX_OUTPUT_BYTES)
    throw new Failure("too_large", `The output is larger than ${MAX_OUTPUT_BYTES / 1024} KiB.`, {
      hint: "Take out what the workflow does not use.",
    });
  if (isDeeperThan(output)) throw new Failure("bad_request", "The output nests too deep to be stored.");
  const read = schema.safeParse(output);
  if (read.success) return toStorable(read.data as JsonValue) as JsonObject;
  throw new Failure("unprocessable", "This is not an output that the step could have.", {
    hint: "Each finding says which field is wrong.",
    issues: read.error.issues.slice(0, MAX_ISSUES).map(
      ({ path, message }): Finding => ({
        code: "output",
        severity: "error",
        message: `${path.length === 0 ? "The output" : path.join(".")}: ${message}`,
        field: path.join("."),
      }),
    ),
  });
}
