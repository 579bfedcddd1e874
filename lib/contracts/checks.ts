import { z } from "zod";
import { defineDoor } from "./door";
import { issueSchema } from "./errors";

/** What publishing looks at, and warnings that need other workflows and events. Of the stored draft. */
export const checkWorkflow = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/checks",
  summary: "Every finding on the draft; docs/checks.md lists the kinds",
  params: z.object({ workflowId: z.string() }),
  response: z.object({ issues: z.array(issueSchema) }),
});
