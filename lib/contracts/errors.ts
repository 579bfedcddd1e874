/** Every error answer is `{ error: { code, message, hint?, issues? } }`; this table is the only code to status mapping. */
import { z } from "zod";

export const ERROR_STATUS = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

export const issueSchema = z.object({
  /** Of a draft's findings one of docs/checks.md. */
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  hint: z.string().optional(),
  nodeId: z.string().optional(),
  field: z.string().optional(),
  elsewhere: z.object({ workflowId: z.string(), name: z.string() }).optional(),
});
export const errorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string(),
    hint: z.string().optional(),
    issues: z.array(issueSchema).optional(),
    /** For `conflict`: the newer draft. */
    current: z.unknown().optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
