/** A draft over one event: to a step, or one step alone on what it is given. Says what was found, and what the step would have seen. */
import type { JsonObject, JsonValue } from "@/lib/base/json";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { createPinStore } from "@/lib/db/pin-store";
import type { Rehearsal, RehearsedLoop, RehearsedStart, RehearsedStep } from "@/lib/engine/rehearsal";
import { type RehearsalInput, rehearse } from "@/lib/engine/rehearse";
import { rehearseStep } from "@/lib/engine/rehearse-step";
import { rehearseTrigger } from "@/lib/engine/rehearse-trigger";
import { isOfFirstItem } from "@/lib/engine/rehearsed-loops";
import { describedNode } from "@/lib/graph/described-node";
import type { Scope } from "@/lib/graph/references";
import { nodeOf, upstreamOf } from "@/lib/graph/traverse";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import type { Caller } from "../caller";
import { Failure } from "../failure";
import { rehearsalSetting } from "./rehearsal-setting";

export interface DraftTest {
  document: WorkflowDocument;
  event: JsonObject;
  mode: "to" | "step";
  nodeId?: string;
  outputs?: Record<string, JsonValue>;
}

type Outputs = Record<string, JsonValue>;
export type Assumed = { nodeId: string; from: "pin" | "last" | "example" }[];

export interface RehearsedDraft {
  start: RehearsedStart;
  status: Rehearsal["status"];
  /** Of loops those of the first item. */
  steps: RehearsedStep[];
  loops: RehearsedLoop[];
  tookMs: ReadonlyMap<string, number>;
  /** Outputs that stand for other steps'; only where one step is tested alone. */
  assumed: Assumed;
  /** What a step at the end of the way sees. */
  scope: Scope;
}

export async function rehearseDraft(
  caller: Caller,
  workflowId: string,
  test: DraftTest,
): Promise<RehearsedDraft> {
  const { document, nodeId } = test;
  if (nodeId !== undefined && nodeOf(document, nodeId) === undefined)
    throw new Failure("bad_request", `The draft has no step "${nodeId}".`);
  const pins = Object.fromEntries(
    (await createPinStore(caller.app.database, workflowId).list()).map(({ nodeId: id, output }) => [
      id,
      output,
    ]),
  );
  const tookMs = new Map<string, number>();
  const input: RehearsalInput = {
    ...rehearsalSetting(caller),
    document,
    event: { output: test.event },
    now: new Date(),
    pins,
    lastOutputs: test.outputs ?? {},
    onTried: (key, ms) => tookMs.set(key, ms),
  };
  return test.mode === "step" ? alone(input, nodeId, tookMs) : onTheWay(input, nodeId, tookMs);
}

async function onTheWay(
  input: RehearsalInput,
  nodeId: string | undefined,
  tookMs: Map<string, number>,
): Promise<RehearsedDraft> {
  const found = await rehearse({ ...input, ...(nodeId === undefined ? {} : { until: nodeId }) });
  const steps = found.steps.filter(({ key }) => isOfFirstItem(key));
  const loops = found.loops.filter(({ key }) => isOfFirstItem(key));
  const outputs = steps.flatMap(({ nodeId: id, output }) => (output === null ? [] : [[id, output.value]]));
  return {
    ...found,
    steps,
    loops,
    tookMs,
    assumed: [],
    scope: scopeOf(found.start, Object.fromEntries(outputs)),
  };
}

const scopeOf = (start: RehearsedStart, steps: Outputs): Scope => ({
  trigger: start.started ? start.output : {},
  steps,
});

async function alone(
  input: RehearsalInput,
  nodeId: string | undefined,
  tookMs: Map<string, number>,
): Promise<RehearsedDraft> {
  const { document, definitions, event, now } = input;
  const start = rehearseTrigger(document, definitions, event);
  const node = nodeOf(document, nodeId ?? "");
  const given = node === undefined ? [] : givenTo(node, input);
  const scope = scopeOf(start, Object.fromEntries(given.map(({ nodeId: id, value }) => [id, value])));
  const found = { start, loops: [], tookMs, scope, assumed: given.map(({ value: _, ...rest }) => rest) };
  if (!start.started) return { ...found, status: "not_started", steps: [] };
  if (node === undefined || node.id === start.triggerId) return { ...found, status: "until", steps: [] };
  const began = performance.now();
  const step = await rehearseStep(input, { node, scope, now });
  tookMs.set(step.key, performance.now() - began);
  return { ...found, status: "until", steps: [step] };
}

/** For each step before it: what is pinned, else what an earlier test found, else its example. */
function givenTo(
  { id }: WorkflowNode,
  { document, definitions, pins = {}, lastOutputs = {} }: RehearsalInput,
): (Assumed[number] & { value: JsonValue })[] {
  return [...upstreamOf(document, id).keys()].flatMap(
    (nodeId): (Assumed[number] & { value: JsonValue })[] => {
      const node = nodeOf(document, nodeId);
      if (nodeId === id || node === undefined || definitions.lookupAction(node.type) === undefined) return [];
      for (const [from, known] of [["pin", pins] as const, ["last", lastOutputs] as const]) {
        const value = Object.hasOwn(known, nodeId) ? known[nodeId] : undefined;
        if (value !== undefined) return [{ nodeId, from, value }];
      }
      const value = describedNode(document, node, nodeDescriptor)?.sample ?? {};
      return [{ nodeId, from: "example", value }];
    },
  );
}
