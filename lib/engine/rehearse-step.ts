/** One step of a rehearsal: the real action, with everything that leads outside replaced by a recorder. */

import { isRecord, type JsonObject, type JsonValue } from "../base/json";
import type { Scope } from "../graph/references";
import type { NodeId, WorkflowNode } from "../graph/workflow";
import type { AnyAction, LoopWish } from "../kit/define";
import { unkeptClaims } from "./claims";
import { executeStep, type StepDone, type StepOutcome } from "./execute-step";
import type { Expressions } from "./expressions";
import { itemOutput } from "./open-loop";
import type { RehearsedStatus, RehearsedStep } from "./rehearsal";
import type { Definitions } from "./rehearse-trigger";
import { RequestRecorder } from "./request-recorder";

export interface OpenedConnection {
  /** Settings and secrets together, as the action's schema wants them. */
  values: JsonObject;
  /** Those of the values that nobody is to see. */
  secrets: readonly string[];
}

export interface StepSetting {
  definitions: Definitions;
  /** Null where it is gone. */
  openConnection: (connectionId: string) => Promise<OpenedConnection | null>;
  /** As in a run: calculating has no effect outside. */
  expressions: Expressions;
  /** Outputs that replace a step's own. */
  pins?: Readonly<Record<NodeId, JsonValue>>;
  /** Outputs of the last real run, for steps whose own cannot be known without sending. */
  lastOutputs?: Readonly<Record<NodeId, JsonValue>>;
  /** False: steps of the role `action` are not rendered either, only passed. Much faster; for the way alone. */
  renders?: boolean;
}

export interface StepMoment {
  node: WorkflowNode;
  scope: Scope;
  now: Date;
}

export const notDone = (
  nodeId: NodeId,
  status: RehearsedStatus,
  reason: string | null = null,
): RehearsedStep => ({
  nodeId,
  key: nodeId,
  status,
  input: null,
  output: null,
  branches: null,
  report: null,
  waitUntil: null,
  requests: [],
  error: null,
  reason,
});

/** Never throws and never sends. */
export const rehearseStep = async (setting: StepSetting, moment: StepMoment): Promise<RehearsedStep> =>
  (await rehearseTry(setting, moment)).step;

/** The same, and of a loop what it would go through. */
export async function rehearseTry(
  setting: StepSetting,
  moment: StepMoment,
): Promise<{ step: RehearsedStep; loop: LoopWish | null }> {
  const action = setting.definitions.lookupAction(moment.node.type);
  if (action?.role === "action" && setting.renders === false)
    return { step: passUnseen(action, setting, moment.node.id), loop: null };
  const recorder = new RequestRecorder();
  const outcome = await tryStep(setting, moment, recorder);
  if (recorder.requests.length > 0 && action !== undefined)
    return {
      step: {
        ...passUnseen(action, setting, moment.node.id),
        input: outcome.input,
        requests: recorder.requests,
      },
      loop: null,
    };
  if (outcome.kind === "failed") return { step: failedStep(setting, moment, outcome), loop: null };
  return {
    step: doneStep(setting, moment, outcome),
    loop: outcome.loop && pinnedItem(setting, moment, outcome.loop),
  };
}

/** A loop whose output is pinned has that item alone. */
function pinnedItem(setting: StepSetting, { node }: StepMoment, loop: LoopWish): LoopWish {
  const pin = pinOf(setting, node.id)?.value;
  return isRecord(pin) && pin.item !== undefined ? { ...loop, items: [pin.item as JsonValue] } : loop;
}

function tryStep(
  { definitions, openConnection, expressions }: StepSetting,
  { node, scope, now }: StepMoment,
  recorder: RequestRecorder,
): Promise<StepOutcome> {
  return executeStep(
    {
      lookupAction: definitions.lookupAction,
      connectionOf: async (_workspaceId, connectionId) => {
        const opened = await openConnection(connectionId);
        recorder.hide(opened?.secrets ?? []);
        return opened?.values ?? null;
      },
      fetch: recorder.fetch,
      resolveHost: recorder.resolveHost,
      rehearse: recorder.rehearse,
      claims: unkeptClaims(() => now),
      expressions,
      clock: () => now,
    },
    {
      runId: "rehearsal",
      workflowId: "",
      workspaceId: "",
      node,
      key: node.id,
      scope,
      attempt: 1,
      startedAt: now,
      signal: NEVER,
    },
  );
}

const NEVER = new AbortController().signal;

/** Sent or not, nobody knows what the other side would answer: it is taken to go well. */
function passUnseen(action: AnyAction, setting: StepSetting, nodeId: NodeId): RehearsedStep {
  const output =
    pinOf(setting, nodeId) ??
    origin("last", setting.lastOutputs, nodeId) ??
    ({ value: action.sample as JsonValue, from: "example" } as const);
  return { ...notDone(nodeId, "would_run"), output };
}

const pinOf = ({ pins }: StepSetting, nodeId: NodeId) => origin("pin", pins, nodeId);

function origin(
  from: "pin" | "last",
  outputs: Readonly<Record<NodeId, JsonValue>> | undefined,
  nodeId: NodeId,
): RehearsedStep["output"] {
  const value = outputs && Object.hasOwn(outputs, nodeId) ? outputs[nodeId] : undefined;
  return value === undefined ? null : { value, from };
}

function doneStep(setting: StepSetting, { node, now }: StepMoment, done: StepDone): RehearsedStep {
  const { input, branches, report, waitUntil } = done;
  const output = done.loop === null ? done.output : firstItem(done.loop);
  const filtered = branches?.length === 0;
  const waits = waitUntil !== null && waitUntil > now;
  return {
    ...notDone(node.id, filtered ? "filtered" : waits ? "would_wait" : "passed"),
    input,
    output: pinOf(setting, node.id) ?? { value: output, from: "run" },
    branches,
    report,
    waitUntil: waits ? waitUntil.toISOString() : null,
    reason: filtered ? "The path ends here: its conditions do not hold." : null,
  };
}

const firstItem = ({ items }: LoopWish): JsonValue => ({
  ...(items.length === 0 ? {} : itemOutput(items, 0)),
  count: items.length,
});

/** A pinned output is there to go on with, whatever the step itself would do. */
function failedStep(
  setting: StepSetting,
  { node }: StepMoment,
  { input, error }: Extract<StepOutcome, { kind: "failed" }>,
): RehearsedStep {
  const pin = pinOf(setting, node.id);
  const status = pin === null ? "failed" : "passed";
  return { ...notDone(node.id, status, error.message), input, output: pin, error };
}
