/** One try of one step: references → input.parse → run → output.parse. Never throws; what happened is its answer. */
import type { Clock } from "../base/clock";
import type { JsonObject, JsonValue } from "../base/json";
import { toStorable } from "../base/storable";
import type { ConditionReport } from "../conditions/condition";
import { resolveTemplate, type Scope } from "../graph/references";
import type { StepKey } from "../graph/step-key";
import type { WorkflowNode } from "../graph/workflow";
import type { ActionContext, ActionResult, AnyAction, LoopWish } from "../kit/define";
import { FatalError } from "../kit/errors";
import { type ClaimStore, claimOf } from "./claims";
import { type Expressions, evaluateWith } from "./expressions";
import { redact } from "./redact";
import type { StepError } from "./run-store";

export interface StepServices {
  lookupAction: (type: string) => AnyAction | undefined;
  /** Decrypted; null where it is gone. */
  connectionOf: (workspaceId: string, connectionId: string) => Promise<JsonObject | null>;
  fetch: typeof fetch;
  resolveHost: ActionContext["resolveHost"];
  claims: ClaimStore;
  expressions: Expressions;
  clock: Clock;
  /** Only of a rehearsal. */
  rehearse?: NonNullable<ActionContext["rehearse"]>;
}

export interface StepTry {
  runId: string;
  workspaceId: string;
  workflowId: string;
  node: WorkflowNode;
  /** Within a loop with its iteration; else the node's id. */
  key: StepKey;
  scope: Scope;
  /** The first is 1. */
  attempt: number;
  startedAt: Date;
  signal: AbortSignal;
}

export interface StepDone {
  kind: "done";
  input: JsonValue;
  output: JsonValue;
  branches: string[] | null;
  report: ConditionReport | null;
  waitUntil: Date | null;
  /** Of a loop: what it is to go through. */
  loop: LoopWish | null;
}
export interface StepFailed {
  kind: "failed";
  input: JsonValue | null;
  error: StepError;
  /** As thrown, for the retry policy. */
  thrown: unknown;
}
export type StepOutcome = StepDone | StepFailed;

export async function executeStep(services: StepServices, step: StepTry): Promise<StepOutcome> {
  let input: JsonValue | null = null;
  try {
    const action = services.lookupAction(step.node.type);
    if (action === undefined)
      throw new FatalError(`There is no step of the kind ${step.node.type} in this installation.`);
    const resolved = resolveInput(action, step);
    input = redact(toStorable(resolved));
    const parsed = action.input.safeParse(resolved);
    if (!parsed.success) throw new FatalError(inputProblem(action, parsed.error.issues[0]));
    const connection = await readConnection(services, action, step);
    const result = await runWithin(action, step, (signal) =>
      action.run(contextOf(services, step, { action, input: parsed.data, connection, signal })),
    );
    return done(action, input, result);
  } catch (thrown) {
    return { kind: "failed", input, error: describeError(thrown), thrown };
  }
}

/** As the run viewer shows it; null where it cannot be told. */
export function shownInput(action: AnyAction, step: Pick<StepTry, "node" | "scope">): JsonValue | null {
  try {
    return redact(toStorable(resolveInput(action, step)));
  } catch {
    return null;
  }
}

function resolveInput(action: AnyAction, { node, scope }: Pick<StepTry, "node" | "scope">): JsonObject {
  const lazy = new Set(action.lazyInputs ?? []);
  return Object.fromEntries(
    Object.entries(node.config).flatMap(([key, template]) => {
      const value = lazy.has(key) ? template : (resolveTemplate(template, scope) as JsonValue | undefined);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function inputProblem(
  action: AnyAction,
  issue: { path: PropertyKey[]; message: string } | undefined,
): string {
  const key = String(issue?.path[0] ?? "");
  const label = (action.input.shape[key]?.meta() as { label?: string } | undefined)?.label ?? key;
  return `${label}: ${issue?.message ?? "is not valid"}. It may refer to a value that this event did not bring.`;
}

async function readConnection(services: StepServices, action: AnyAction, step: StepTry): Promise<unknown> {
  if (action.connection === undefined) return undefined;
  const { connectionId } = step.node;
  const stored =
    connectionId === undefined ? null : await services.connectionOf(step.workspaceId, connectionId);
  if (stored === null)
    throw new FatalError("The step's connection is gone. Choose another one and publish again.");
  const parsed = action.connection.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new FatalError(
    "The step's connection is not complete. Open it in Connections, fill it in and test it.",
  );
}

function contextOf(
  services: StepServices,
  step: StepTry,
  given: { action: AnyAction; input: unknown; connection: unknown; signal: AbortSignal },
): ActionContext {
  const { action, input, connection, signal } = given;
  // One by one: copying them by a spread takes a sixth of a step's time.
  return {
    input,
    connection,
    signal,
    fetch: services.fetch,
    resolveHost: services.resolveHost,
    idempotencyKey: `${step.runId}:${step.key}`,
    now: services.clock,
    attempt: step.attempt,
    startedAt: step.startedAt,
    resolve: (template) => resolveTemplate(template, step.scope),
    rehearse: services.rehearse,
    claim: claimOf(services.claims, action, step),
    evaluate: evaluateWith(services.expressions, action, given.signal),
  };
}

/** A time limit that also holds for an action that does not look at its signal. */
function runWithin<T>(
  action: AnyAction,
  step: StepTry,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Pure logic waits for nobody, so there is nothing that a limit could cut short.
  if (!action.canFail) return work(step.signal);
  const ms = step.node.options?.timeoutMs ?? action.timeoutMs;
  // The worker was told to stop while the run was read.
  step.signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const limit = new AbortController();
    const cut = (reason: unknown) => {
      limit.abort(reason);
      reject(reason);
    };
    const stop = () => cut(step.signal.reason);
    const timer = setTimeout(() => cut(new Error(`It took longer than ${ms / 1000} seconds.`)), ms);
    const settled = () => {
      clearTimeout(timer);
      step.signal.removeEventListener("abort", stop);
    };
    step.signal.addEventListener("abort", stop, { once: true });
    tried(work, limit.signal).then(resolve, reject).finally(settled);
  });
}

/** Also what is thrown before the first await is a rejection. */
const tried = async <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => work(signal);

function done(action: AnyAction, input: JsonValue, result: ActionResult<unknown>): StepDone {
  const output = action.output.parse(result.output) as JsonValue;
  const { branch } = result;
  const loop = result.loop === undefined ? null : (toStorable(result.loop as never) as unknown as LoopWish);
  return {
    kind: "done",
    input: loop === null || action.loops === undefined ? input : withItems(input, action.loops.list, loop),
    output: toStorable(JSON.parse(JSON.stringify(output)) as JsonValue),
    branches: branch === undefined ? null : typeof branch === "string" ? [branch] : [...branch],
    report: result.report === undefined ? null : (toStorable(result.report as never) as never),
    waitUntil: result.waitUntil ?? null,
    loop,
  };
}

/** A loop reads its list by itself; people see the items where the list was. */
const withItems = (input: JsonValue, list: string, { items }: LoopWish): JsonValue => ({
  ...(input as JsonObject),
  [list]: redact([...items]),
});

function describeError(thrown: unknown): StepError {
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  const details = "details" in thrown ? (thrown.details as JsonValue | undefined) : undefined;
  return {
    message: thrown.message || thrown.name,
    ...(thrown.name === "Error" ? {} : { code: thrown.name }),
    ...(details === undefined ? {} : { details: toStorable(details) }),
  };
}
