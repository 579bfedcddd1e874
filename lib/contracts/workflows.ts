import { z } from "zod";
import { workflowDocument } from "../graph/workflow";
import { defineDoor } from "./door";
import { issueSchema } from "./errors";
import { runStatus } from "./runs";

const instant = z.iso.datetime();
const byWorkflow = z.object({ workflowId: z.string() });

export const liveState = z.object({ versionId: z.string(), number: z.number().int(), publishedAt: instant });

/** A word to find workflows by. Commas part tags in addresses. */
export const tag = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,]*$/, "a tag has no comma");

const byHour = z.array(z.number().int()).length(24);
export const workflowSummary = z.object({
  id: z.string(),
  name: z.string(),
  tags: z.array(z.string()),
  live: liveState.nullable(),
  /** As `changesSinceLive` of a workflow. */
  changesSinceLive: z.number().int().nullable(),
  /** Versions that were ever published. */
  versionCount: z.number().int(),
  archived: z.boolean(),
  updatedAt: instant,
  triggerType: z.string().nullable(),
  stepCount: z.number().int(),
  /** Types of the first steps in the order they run, at most six. */
  stepTypes: z.array(z.string()),
  lastRun: z.object({ id: z.string(), status: runStatus, needsAnswer: z.boolean(), at: instant }).nullable(),
  /** Of this hour of the clock and the 23 before, by when runs started; the oldest hour first. Failures of past hours may be half a minute late. */
  runs24h: z.object({
    /** When the first of these hours began. */
    since: instant,
    total: z.number().int(),
    failed: z.number().int(),
    byHour,
    failedByHour: byHour,
  }),
});
export type WorkflowSummary = z.infer<typeof workflowSummary>;

export const workflow = z.object({
  id: z.string(),
  name: z.string(),
  draft: workflowDocument,
  revision: z.number().int(),
  live: liveState.nullable(),
  /** Operations-level count of differences between draft and live; 0 when equal, null when never published. */
  changesSinceLive: z.number().int().nullable(),
  archived: z.boolean(),
  updatedAt: instant,
});
export type Workflow = z.infer<typeof workflow>;

/** Where the provider is to send events; null for a workflow whose trigger has no connection yet. */
export const webhookInfo = z.object({
  connectionId: z.string(),
  endpointId: z.string(),
  url: z.string(),
  integrationId: z.string(),
  keyState: z.enum(["none", "generated", "pasted"]),
  menuPath: z.array(z.string()),
  advice: z.array(z.string()),
  lastEventAt: instant.nullable(),
});
export type WebhookInfo = z.infer<typeof webhookInfo>;

export const version = z.object({
  id: z.string(),
  number: z.number().int(),
  note: z.string(),
  publishedAt: instant,
  publishedBy: z.string().nullable(),
  live: z.boolean(),
});

/** The exported file; docs/workflow-format.md and public/schema/workflow-v1.json. */
export const workflowFile = z.object({
  hookline: z.literal(1),
  name: z.string().min(1).max(200),
  document: workflowDocument,
});
export type WorkflowFile = z.infer<typeof workflowFile>;

export const listWorkflows = defineDoor({
  method: "GET",
  path: "/api/v1/workflows",
  summary: "List workflows",
  query: z.object({ archived: z.stringbool().optional() }),
  response: z.object({ workflows: z.array(workflowSummary) }),
});
export const createWorkflow = defineDoor({
  method: "POST",
  path: "/api/v1/workflows",
  summary: "Create a workflow, empty, from a document or with a trigger placed",
  body: z.object({
    name: z.string().min(1).max(200).optional(),
    document: workflowDocument.optional(),
    triggerType: z.string().optional(),
  }),
  response: workflow,
});
export const getWorkflow = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}",
  summary: "Read a workflow",
  params: byWorkflow,
  response: workflow,
});
export const updateWorkflow = defineDoor({
  method: "PATCH",
  path: "/api/v1/workflows/{workflowId}",
  summary: "Rename or archive",
  params: byWorkflow,
  body: z.object({ name: z.string().min(1).max(200).optional(), archived: z.boolean().optional() }),
  response: workflow,
});
/** Ids that name no workflow are left out of `changed`. A tag is the same in capital and in small letters. */
export const changeWorkflows = defineDoor({
  method: "PATCH",
  path: "/api/v1/workflows",
  summary: "Archive, unarchive or tag several workflows at once",
  body: z.object({
    workflowIds: z.array(z.string()).min(1).max(1000),
    archived: z.boolean().optional(),
    addTags: z.array(tag).max(20).optional(),
    removeTags: z.array(tag).max(20).optional(),
  }),
  response: z.object({ changed: z.number().int() }),
});
export const deleteWorkflow = defineDoor({
  method: "DELETE",
  path: "/api/v1/workflows/{workflowId}",
  summary: "Delete a workflow with its versions and runs",
  params: byWorkflow,
  response: z.object({ deleted: z.literal(true) }),
});
export const duplicateWorkflow = defineDoor({
  method: "POST",
  path: "/api/v1/workflows/{workflowId}/duplicate",
  summary: "Copy a workflow's draft",
  params: byWorkflow,
  response: workflow,
});
/** 409 `conflict` with `current: {draft, revision, name}` when `revision` is not the newest; nothing is saved then, the name neither. */
export const saveDraft = defineDoor({
  method: "PUT",
  path: "/api/v1/workflows/{workflowId}/draft",
  summary: "Save the draft",
  params: byWorkflow,
  body: z.object({
    document: workflowDocument,
    revision: z.number().int(),
    /** Absent: it keeps the name it has. */
    name: z.string().min(1).max(200).optional(),
  }),
  response: z.object({
    revision: z.number().int(),
    changesSinceLive: z.number().int().nullable(),
    issues: z.array(issueSchema),
  }),
});
/** One open builder, as the stream's event `presence` tells it and {@link sayHere} answers. */
export const present = z.object({
  workflowId: z.string().nullable(),
  /** One open page. */
  tabId: z.string(),
  userId: z.string(),
  name: z.string(),
  /** The step that is selected there. */
  nodeId: z.string().nullable(),
  /** The page is being closed. */
  left: z.boolean(),
});
export type Present = z.infer<typeof present>;
/** To be said every 10 s while a builder is open; who is silent for 20 s is gone. For people only, not for API keys. */
export const sayHere = defineDoor({
  method: "POST",
  path: "/api/v1/workflows/{workflowId}/presence",
  summary: "Say that a builder is open, and hear who else has it open",
  forViewers: true,
  params: byWorkflow,
  body: z.object({
    tabId: z.string().min(1).max(40),
    nodeId: z.string().max(64).nullable(),
    left: z.boolean().optional(),
  }),
  /** `userId` is the caller's own. */
  response: z.object({ userId: z.string(), present: z.array(present.extend({ silentMs: z.number() })) }),
});
/** 422 `unprocessable` with `issues` when errors remain. Makes a connection of the trigger's integration if none was chosen. */
export const publishWorkflow = defineDoor({
  method: "POST",
  path: "/api/v1/workflows/{workflowId}/publish",
  summary: "Publish the draft as a new version",
  params: byWorkflow,
  body: z.object({ note: z.string().max(2000).optional() }),
  response: z.object({ workflow, version, webhook: webhookInfo.nullable() }),
});
export const unpublishWorkflow = defineDoor({
  method: "POST",
  path: "/api/v1/workflows/{workflowId}/unpublish",
  summary: "Stop starting runs; the endpoint stays",
  params: byWorkflow,
  response: workflow,
});
export const listVersions = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/versions",
  summary: "List versions",
  params: byWorkflow,
  response: z.object({ versions: z.array(version) }),
});
export const getVersion = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/versions/{number}",
  summary: "Read a version",
  params: byWorkflow.extend({ number: z.coerce.number().int() }),
  response: version.extend({ document: workflowDocument }),
});
export const getWebhook = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/webhook",
  summary: "Where the provider sends events",
  params: byWorkflow,
  response: z.object({ webhook: webhookInfo.nullable() }),
});
export const exportWorkflow = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/export",
  summary: "The workflow as a file",
  params: byWorkflow,
  response: workflowFile,
});
/** The newest real event for the draft's trigger, as trigger output; else the built-in example. */
export const getSample = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/sample",
  summary: "Sample values for the field picker",
  params: byWorkflow,
  response: z.object({
    source: z.enum(["event", "example"]),
    eventId: z.string().nullable(),
    receivedAt: instant.nullable(),
    output: z.json(),
  }),
});

/** Newest first, at most 100, and none of more than 64 KiB: enough to see what conditions would have said. */
export const listRecentOutputs = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/recent-outputs",
  summary: "The draft trigger's output for the last real events",
  params: byWorkflow,
  response: z.object({
    events: z.array(
      z.object({
        eventId: z.string(),
        receivedAt: instant,
        /** Address, subject or person, whichever there is first. */
        about: z.string().nullable(),
        output: z.json(),
      }),
    ),
  }),
});

const seenField = z.object({
  key: z.string(),
  path: z.string(),
  label: z.string(),
  type: z.enum(["text", "number", "boolean", "date", "url", "list", "object"]),
  optional: z.literal(true),
  /** The newest value. */
  example: z.json().optional(),
  /** In how many of the events. */
  seenIn: z.number().int(),
});

/** Of the last 100 events of the trigger's type; at most 500 fields, those seen most first. */
export const listSeenFields = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/seen-fields",
  summary: "Fields in the last real events that the draft trigger's schema does not name",
  params: byWorkflow,
  response: z.object({ eventCount: z.number().int(), fields: z.array(seenField) }),
});
