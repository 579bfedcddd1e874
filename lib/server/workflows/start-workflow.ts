/** Opens the builder on a new workflow, with a trigger placed; visitors who are not signed in come back here afterwards. */

import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { getApp } from "../app";
import { callerOfSession } from "../auth/authorize";
import { mayEdit } from "../caller";
import { isSameOrigin } from "../http/same-origin";
import { createWorkflow } from "./manage-workflows";

export async function startWorkflow(request: Request): Promise<Response> {
  // A page fetched ahead must not make anything.
  if (
    /prefetch/i.test(
      `${request.headers.get("sec-purpose")} ${request.headers.get("next-router-prefetch") ? "prefetch" : ""}`,
    )
  )
    return new Response(null, { status: 204 });
  const app = getApp();
  const { searchParams } = new URL(request.url);
  const type = searchParams.get("trigger") ?? "";
  const caller = await callerOfSession(app, request.headers);
  if (caller === null) return redirect(`/sign-in?to=${encodeURIComponent(`/workflows/new?trigger=${type}`)}`);
  // A link on another site must not fill somebody's list.
  if (!mayEdit(caller) || !isSameOrigin(request.headers, app.environment.origin))
    return redirect("/workflows");
  const isTrigger = nodeDescriptor(type)?.kind === "trigger";
  const { id } = await createWorkflow(caller, isTrigger ? { triggerType: type } : {});
  return redirect(`/workflows/${id}`);
}

const redirect = (location: string) => new Response(null, { status: 303, headers: { location } });
