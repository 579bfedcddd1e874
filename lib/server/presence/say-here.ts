import type { z } from "zod";
import type { sayHere as door } from "@/lib/contracts/workflows";
import { createAccountStore } from "@/lib/db/account-store";
import type { Present } from "@/lib/db/notify";
import { workflowExists } from "@/lib/db/workflow-store";
import type { Caller } from "../caller";
import { Failure, notFound } from "../failure";

/** A builder's sign of life: told to everybody who has the workflow open, and answered with who that is. */
export async function sayHere(
  caller: Caller,
  workflowId: string,
  body: { tabId: string; nodeId: string | null; left?: boolean | undefined },
): Promise<z.input<typeof door.response>> {
  const { app, workspaceId, userId } = caller;
  if (userId === null)
    throw new Failure("forbidden", "Only people can be here; a program has no name to show.");
  if (!(await workflowExists(app.database, workspaceId, workflowId))) throw notFound("workflow");
  const profile = await createAccountStore(app.database).profile(userId);
  const { tabId, nodeId, left = false } = body;
  const present: Present = { workflowId, tabId, nodeId, userId, left, name: profile?.name ?? "Somebody" };
  const notice = { type: "presence" as const, workspaceId, ...present };
  app.streams.listen();
  // This process hears its own notice, too, but a moment later than it answers.
  if (app.whoIsHere.hear(notice)) app.database.notices.send([notice]);
  return { userId, present: app.whoIsHere.at(workspaceId, workflowId) };
}
