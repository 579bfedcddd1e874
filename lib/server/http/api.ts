/** The table of /api/v1: every door with the use case behind it. A door of lib/contracts that is not here is found by api.db.test.ts. */
import * as backtest from "@/lib/contracts/backtest";
import * as checks from "@/lib/contracts/checks";
import * as connections from "@/lib/contracts/connections";
import * as events from "@/lib/contracts/events";
import * as links from "@/lib/contracts/links";
import * as pins from "@/lib/contracts/pins";
import * as runs from "@/lib/contracts/runs";
import * as samples from "@/lib/contracts/samples";
import * as settings from "@/lib/contracts/settings";
import * as tests from "@/lib/contracts/tests";
import * as workflows from "@/lib/contracts/workflows";
import { getApp } from "../app";
import { listConnections, viewConnection } from "../connections/connection-view";
import { listChoices } from "../connections/list-choices";
import * as manageConnections from "../connections/manage-connections";
import { viewWebhook } from "../connections/webhook-view";
import { listEvents, viewEvent } from "../events/read-events";
import { Failure, notFound } from "../failure";
import { listLinks } from "../links/list-links";
import { sayHere } from "../presence/say-here";
import { answerRun } from "../runs/answer-run";
import { cancelRun, listRuns, viewRun } from "../runs/read-runs";
import * as manageSamples from "../samples/manage-samples";
import { listTriggerEvents, readTriggerEvent, triggerExamples } from "../samples/trigger-events";
import * as manageSettings from "../settings/manage-settings";
import { followExamples } from "../tests/follow-examples";
import { deletePin, listPins, putPin } from "../tests/manage-pins";
import { sendStep } from "../tests/send-step";
import { testDraft } from "../tests/test-draft";
import { backtestWorkflow } from "../workflows/backtest-workflow";
import { checkWorkflow } from "../workflows/check-workflow";
import { saveDraft } from "../workflows/edit-draft";
import { listWorkflows } from "../workflows/list-workflows";
import * as manageWorkflows from "../workflows/manage-workflows";
import { connectionOfWorkflow, publishWorkflow, unpublishWorkflow } from "../workflows/publish-workflow";
import { readSample } from "../workflows/read-sample";
import { readSeenFields } from "../workflows/read-seen-fields";
import { recentOutputs } from "../workflows/recent-outputs";
import { findWorkflow, viewVersion, viewWorkflow, workflowsOf } from "../workflows/workflow-view";
import { answerError } from "./answer-error";
import { matchPath } from "./match-path";
import { type ServedDoor, serve } from "./route";

export const API: readonly ServedDoor[] = [
  serve(workflows.listWorkflows, async (caller, { query }) => ({
    workflows: await listWorkflows(caller, query.archived ?? false),
  })),
  serve(workflows.changeWorkflows, (caller, { body }) => manageWorkflows.changeWorkflows(caller, body)),
  serve(workflows.createWorkflow, (caller, { body }) => manageWorkflows.createWorkflow(caller, body)),
  serve(workflows.getWorkflow, (caller, { params }) => viewWorkflow(caller, params.workflowId)),
  serve(workflows.updateWorkflow, (caller, { params, body }) =>
    manageWorkflows.updateWorkflow(caller, params.workflowId, body),
  ),
  serve(workflows.deleteWorkflow, (caller, { params }) =>
    manageWorkflows.deleteWorkflow(caller, params.workflowId),
  ),
  serve(workflows.duplicateWorkflow, (caller, { params }) =>
    manageWorkflows.duplicateWorkflow(caller, params.workflowId),
  ),
  serve(workflows.saveDraft, (caller, { params, body }) => saveDraft(caller, params.workflowId, body)),
  serve(workflows.sayHere, (caller, { params, body }) => sayHere(caller, params.workflowId, body)),
  serve(workflows.publishWorkflow, (caller, { params, body }) =>
    publishWorkflow(caller, params.workflowId, body.note ?? ""),
  ),
  serve(workflows.unpublishWorkflow, (caller, { params }) => unpublishWorkflow(caller, params.workflowId)),
  serve(workflows.listVersions, async (caller, { params }) => {
    const { liveVersionId } = await findWorkflow(caller, params.workflowId);
    const versions = await workflowsOf(caller).versions(params.workflowId);
    return { versions: versions.map((version) => viewVersion(version, liveVersionId)) };
  }),
  serve(workflows.getVersion, async (caller, { params }) => {
    const { liveVersionId } = await findWorkflow(caller, params.workflowId);
    const version = await workflowsOf(caller).version(params.workflowId, params.number);
    if (version === null) throw notFound("version");
    return { ...viewVersion(version, liveVersionId), document: version.document };
  }),
  serve(workflows.getWebhook, async (caller, { params }) => {
    const connection = await connectionOfWorkflow(caller, params.workflowId);
    return { webhook: connection === null ? null : viewWebhook(caller, connection) };
  }),
  serve(workflows.exportWorkflow, (caller, { params }) =>
    manageWorkflows.exportWorkflow(caller, params.workflowId),
  ),
  serve(workflows.listSeenFields, (caller, { params }) => readSeenFields(caller, params.workflowId)),
  serve(workflows.listRecentOutputs, (caller, { params }) => recentOutputs(caller, params.workflowId)),
  serve(workflows.getSample, (caller, { params }) => readSample(caller, params.workflowId)),
  serve(links.listLinks, (caller, { query }) => listLinks(caller, query)),
  serve(checks.checkWorkflow, (caller, { params }) => checkWorkflow(caller, params.workflowId)),
  serve(backtest.backtestWorkflow, (caller, { params, query }) =>
    backtestWorkflow(caller, params.workflowId, query.events),
  ),
  serve(runs.listRuns, (caller, { query }) => listRuns(caller, query)),
  serve(runs.getRun, (caller, { params, query }) => viewRun(caller, params.runId, query.iteration)),
  serve(runs.cancelRun, (caller, { params }) => cancelRun(caller, params.runId)),
  serve(runs.answerRun, (caller, { params, body }) => answerRun(caller, params.runId, body)),
  serve(events.listEvents, (caller, { query }) => listEvents(caller, query)),
  serve(events.getEvent, (caller, { params }) => viewEvent(caller, params.id)),
  serve(connections.listConnections, async (caller) => ({ connections: await listConnections(caller) })),
  serve(connections.getConnection, (caller, { params }) => viewConnection(caller, params.connectionId)),
  serve(connections.createConnection, (caller, { body }) => manageConnections.createConnection(caller, body)),
  serve(connections.updateConnection, (caller, { params, body }) =>
    manageConnections.updateConnection(caller, params.connectionId, body),
  ),
  serve(connections.deleteConnection, (caller, { params }) =>
    manageConnections.deleteConnection(caller, params.connectionId),
  ),
  serve(connections.listChoices, (caller, { params }) => listChoices(caller, params)),
  serve(connections.testConnection, (caller, { params }) =>
    manageConnections.testConnection(caller, params.connectionId),
  ),
  serve(connections.setSigningKey, (caller, { params, body }) =>
    manageConnections.setSigningKey(caller, params.connectionId, body.key),
  ),
  serve(connections.revealGeneratedKey, (caller, { params }) =>
    manageConnections.revealGeneratedKey(caller, params.connectionId),
  ),
  serve(samples.listTriggerExamples, async (_, { params }) => ({
    examples: triggerExamples(params.triggerType),
  })),
  serve(samples.listTriggerEvents, (caller, { params, query }) =>
    listTriggerEvents(caller, params.triggerType, query),
  ),
  serve(samples.getTriggerEvent, (caller, { params }) =>
    readTriggerEvent(caller, params.triggerType, params.eventId),
  ),
  serve(samples.listSamples, async (caller, { query }) => ({
    samples: await manageSamples.listSamples(caller, query.triggerType),
  })),
  serve(samples.createSample, (caller, { body }) => manageSamples.createSample(caller, body)),
  serve(samples.keepEvent, (caller, { params, body }) =>
    manageSamples.keepEvent(caller, params.eventId, body.name),
  ),
  serve(samples.updateSample, (caller, { params, body }) =>
    manageSamples.updateSample(caller, params.sampleId, body),
  ),
  serve(samples.deleteSample, (caller, { params }) => manageSamples.deleteSample(caller, params.sampleId)),
  serve(pins.listPins, async (caller, { params }) => ({ pins: await listPins(caller, params.workflowId) })),
  serve(pins.putPin, (caller, { params, body }) => putPin(caller, params, body.output)),
  serve(pins.deletePin, (caller, { params }) => deletePin(caller, params)),
  serve(tests.testWorkflow, (caller, { params, body }) => testDraft(caller, params.workflowId, body)),
  serve(tests.followExamples, (caller, { params, body }) =>
    followExamples(caller, params.workflowId, body.document),
  ),
  serve(tests.sendStep, (caller, { params, body }) => sendStep(caller, params.workflowId, body)),
  serve(settings.getMe, (caller) => manageSettings.readMe(caller)),
  serve(settings.getInstallation, (caller) => manageSettings.readInstallation(caller)),
  serve(settings.listApiKeys, (caller) => manageSettings.listApiKeys(caller)),
  serve(settings.createApiKey, (caller, { body }) => manageSettings.createApiKey(caller, body.name)),
  serve(settings.revokeApiKey, (caller, { params }) => manageSettings.revokeApiKey(caller, params.keyId)),
  serve(settings.setPassword, (caller, { body }) =>
    manageSettings.setPassword(caller, body, caller.sessionToken),
  ),
  serve(settings.listAudit, (caller) => manageSettings.listAudit(caller)),
];

export async function answerApi(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const here = API.filter(({ door }) => matchPath(door.path, pathname) !== null);
  const served = here.find(({ door }) => door.method === request.method);
  if (served !== undefined) return served.answer(request);
  const methods = here.map(({ door }) => door.method).join(", ");
  const failure =
    here.length === 0
      ? new Failure("not_found", `There is no ${pathname}.`, { hint: "docs/api.md lists what there is." })
      : new Failure("bad_request", `${pathname} does not take ${request.method}, only ${methods}.`);
  return answerError(failure, getApp().logger);
}
