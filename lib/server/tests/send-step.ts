/** One step of a draft, for real: once, without retries, with the guards of a run, and only where the caller was told it would go. */

import { systemClock } from "@/lib/base/clock";
import { newId } from "@/lib/base/ids";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import { hostLimits, lookupAction } from "@/lib/catalogue/lookup";
import type { TestedRequest, TestedStep } from "@/lib/contracts/tests";
import { createTurnStore } from "@/lib/db/turn-store";
import { unkeptClaims } from "@/lib/engine/claims";
import { executeStep, type StepOutcome } from "@/lib/engine/execute-step";
import { createHostGate } from "@/lib/engine/host-gate";
import { maskText } from "@/lib/engine/mask-request";
import { redact } from "@/lib/engine/redact";
import { isResting, RunTurns, type TurnDeps } from "@/lib/engine/run-turns";
import { newStep } from "@/lib/engine/step-records";
import { mapStrings, type Scope } from "@/lib/graph/references";
import { nodeOf } from "@/lib/graph/traverse";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { parseAllowHosts } from "@/lib/outgoing/allow-hosts";
import { createGuardedFetch } from "@/lib/outgoing/guarded-fetch";
import { createResolveHost } from "@/lib/outgoing/resolve-host";
import type { App } from "../app";
import { audit } from "../audit";
import type { Caller } from "../caller";
import { Failure } from "../failure";
import { findWorkflow } from "../workflows/workflow-view";
import { rehearsalSetting } from "./rehearsal-setting";
import { type DraftTest, type RehearsedDraft, rehearseDraft } from "./rehearse-draft";
import { viewTested } from "./test-draft";

/** Somebody is waiting for the answer; a run may take longer. */
const TIMEOUT_MS = 60_000;
/** As in a worker. */
const CALLS_TO_A_HOST = 64;

type Order = DraftTest & { nodeId: string; destinations: string[] };

export async function sendStep(
  caller: Caller,
  workflowId: string,
  order: Order,
): Promise<{ step: TestedStep }> {
  await findWorkflow(caller, workflowId);
  const found = await rehearseDraft(caller, workflowId, order);
  const tested = sendable(found, order);
  const node = nodeOf(order.document, order.nodeId) as WorkflowNode;
  // Before it is sent: what may have had its effect must not be missing here.
  await audit(caller, "step.sent", {
    id: workflowId,
    nodeId: node.id,
    type: node.type,
    destinations: tested.destinations,
  });
  const began = performance.now();
  // No run has this id; it makes the key by which the other side tells two sends apart.
  const runId = `test_${newId("run")}`;
  const outcome = await execute(caller, { workflowId, node, scope: found.scope, runId });
  const requests = withKey(tested.requests, `rehearsal:${node.id}`, `${runId}:${node.id}`);
  return {
    step: { ...tested, requests, ...(await shown(caller, node, outcome)), tookMs: performance.now() - began },
  };
}

function sendable({ start, steps, tookMs }: RehearsedDraft, { nodeId, destinations }: Order): TestedStep {
  if (!start.started) throw new Failure("unprocessable", `The event would start nothing. ${start.message}`);
  const found = steps.find((step) => step.nodeId === nodeId);
  const tested = found && viewTested(found, tookMs.get(found.key) ?? 0);
  if (tested === undefined || tested.status !== "would_run" || tested.requests.length === 0)
    throw new Failure("unprocessable", "There is nothing to send.", {
      hint: tested?.reason ?? "Test the step to see what it would do.",
    });
  if (JSON.stringify(tested.destinations) !== JSON.stringify(destinations))
    throw new Failure("conflict", `It would go elsewhere now: ${tested.destinations.join("; ")}.`, {
      hint: "Test the step again and look where it goes.",
    });
  return tested;
}

/** As they went out: with the key of this send instead of the rehearsal's. */
const withKey = (requests: TestedRequest[], before: string, after: string): TestedRequest[] =>
  requests.map((request) =>
    request.kind === "http"
      ? {
          ...request,
          headers: mapStrings(request.headers, (text) => text.replaceAll(before, after)) as Headers,
        }
      : request,
  );
type Headers = Record<string, string>;

interface Sending {
  workflowId: string;
  node: WorkflowNode;
  scope: Scope;
  runId: string;
}

async function execute(caller: Caller, { workflowId, node, scope, runId }: Sending): Promise<StepOutcome> {
  const { outside, turns } = servicesOf(caller.app);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const run = new RunTurns(turns, caller.workspaceId, signal);
  const candidate = { node, step: newStep(node.id) };
  const ready = run.atOnce(candidate, () => scope) ?? (await run.wait(candidate, scope));
  if (isResting(ready))
    throw new Failure("rate_limited", ready.error.message, { hint: "Send it again a little later." });
  const { openConnection } = rehearsalSetting(caller);
  try {
    const outcome = await executeStep(
      {
        lookupAction,
        connectionOf: async (_, connectionId) => (await openConnection(connectionId))?.values ?? null,
        claims: unkeptClaims(systemClock),
        expressions: caller.app.expressions,
        clock: systemClock,
        ...outside,
      },
      {
        runId,
        workspaceId: caller.workspaceId,
        workflowId,
        node,
        key: node.id,
        scope,
        attempt: 1,
        startedAt: new Date(),
        signal,
      },
    );
    if (outcome.kind === "failed") run.failed(node.id, outcome.thrown);
    return outcome;
  } finally {
    run.allEnded();
  }
}

interface Services {
  outside: { fetch: typeof fetch; resolveHost: ReturnType<typeof createResolveHost> };
  turns: TurnDeps;
}
const services = new WeakMap<App, Services>();

function servicesOf(app: App): Services {
  const made = services.get(app) ?? newServices(app);
  services.set(app, made);
  return made;
}

function newServices({ environment, database }: App): Services {
  const allowHosts = parseAllowHosts(environment.allowHosts);
  const resolveHost = createResolveHost({ allowHosts });
  return {
    outside: { resolveHost, fetch: createGuardedFetch({ allowHosts, resolveHost }) },
    turns: {
      lookupAction,
      clock: systemClock,
      turns: { store: createTurnStore(database), hostLimits, gate: createHostGate(CALLS_TO_A_HOST) },
    },
  };
}

/** The other side may send secrets back, as an echo or in an error. */
async function shown(
  caller: Caller,
  node: WorkflowNode,
  outcome: StepOutcome,
): Promise<Pick<TestedStep, "status" | "output" | "error" | "reason" | "branches">> {
  const { openConnection } = rehearsalSetting(caller);
  const opened = node.connectionId === undefined ? null : await openConnection(node.connectionId);
  const masked = <T extends JsonValue>(value: T): T =>
    redact(mapStrings(value, (text) => maskText(text, opened?.secrets ?? []))) as T;
  if (outcome.kind === "done")
    return {
      status: "passed",
      output: { value: masked(outcome.output), from: "run" },
      error: null,
      reason: null,
      branches: outcome.branches,
    };
  const error = masked(outcome.error as unknown as JsonObject) as unknown as typeof outcome.error;
  return { status: "failed", output: null, error, reason: error.message, branches: null };
}
