/**
 * Signs the holder of a one-time token in. It has no path of its own: only app/welcome calls it. The token stands hashed in
 * better-auth's verification table and is consumed in one statement, so that of two visitors one gets in.
 */
import { createHash } from "node:crypto";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/** What the identifiers of its tokens begin with. */
export const FIRST_VISIT = "first-visit:";

export const firstVisitIdentifier = (token: string): string =>
  `${FIRST_VISIT}${createHash("sha256").update(token).digest("hex")}`;

export const firstVisitPlugin = () => ({
  id: "first-visit" as const,
  endpoints: {
    firstVisit: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ token: z.string().min(1).max(200) }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const found = await internalAdapter.consumeVerificationValue(firstVisitIdentifier(ctx.body.token));
        const user = found === null ? null : await internalAdapter.findUserById(found.value);
        if (user === null)
          throw new APIError("UNAUTHORIZED", { message: "This link was used or is not valid." });
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ userId: user.id });
      },
    ),
  },
});
