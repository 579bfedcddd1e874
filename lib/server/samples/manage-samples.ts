/** Samples: list, keep, change, delete. */
import type { JsonObject } from "@/lib/base/json";
import { nodeType } from "@/lib/catalogue/lookup";
import { INTEGRATIONS } from "@/lib/catalogue/registry";
import type { Sample } from "@/lib/contracts/samples";
import { createSampleStore, type SampleChange, type SampleRow } from "@/lib/db/sample-store";
import { audit } from "../audit";
import type { Caller } from "../caller";
import { Failure, notFound } from "../failure";
import { fittingOutput } from "./fitting-output";
import { outputOf, readEvent, triggerOfType } from "./trigger-events";

/** Of one trigger; more than anybody finds their way in. */
const MAX_SAMPLES = 200;

const samplesOf = (caller: Caller) => createSampleStore(caller.app.database, caller.workspaceId);

const viewOf = ({ createdBy: _, updatedAt, ...row }: SampleRow): Sample => ({
  ...row,
  updatedAt: updatedAt.toISOString(),
});

export async function listSamples(caller: Caller, triggerType: string): Promise<Sample[]> {
  return (await samplesOf(caller).list(triggerType)).map(viewOf);
}

export async function createSample(
  caller: Caller,
  { triggerType, name, output }: { triggerType: string; name: string; output: JsonObject },
): Promise<Sample> {
  const store = samplesOf(caller);
  const fitting = fittingOutput(triggerOfType(triggerType).output, output);
  if ((await store.count(triggerType)) >= MAX_SAMPLES)
    throw new Failure("unprocessable", `There are ${MAX_SAMPLES} samples of this trigger already.`, {
      hint: "Delete one that is no longer needed.",
    });
  const row = await store.create({
    triggerType,
    name: name.toWellFormed(),
    output: fitting,
    createdBy: caller.actor,
  });
  if (row === null) throw nameTaken(name);
  await audit(caller, "sample.created", { id: row.id, name: row.name });
  return viewOf(row);
}

/** The event's own trigger is found by what the event is called. */
export async function keepEvent(caller: Caller, eventId: string, name: string): Promise<Sample> {
  const { event, payload } = await readEvent(caller, eventId);
  const [found] = INTEGRATIONS.flatMap((integration) =>
    integration.triggers
      .filter((trigger) => trigger.event === event.type)
      .map((trigger) => ({ type: nodeType(integration.id, trigger.slug), trigger })),
  );
  if (found === undefined)
    throw new Failure("unprocessable", `No trigger starts with events of the kind ${event.type}.`, {
      hint: "A sample is for testing a workflow, and no workflow can start with this.",
    });
  return createSample(caller, {
    triggerType: found.type,
    name,
    output: outputOf(found.trigger, payload),
  });
}

export async function updateSample(caller: Caller, id: string, change: SampleChange): Promise<Sample> {
  const store = samplesOf(caller);
  const row = await store.find(id);
  if (row === null) throw notFound("sample");
  const { name, output } = change;
  const changed = await store.change(id, {
    ...(name === undefined ? {} : { name: name.toWellFormed() }),
    ...(output === undefined ? {} : { output: fittingOutput(triggerOfType(row.triggerType).output, output) }),
  });
  if (changed === null) throw nameTaken(name ?? row.name);
  const fresh = await store.find(id);
  if (fresh === null) throw notFound("sample");
  return viewOf(fresh);
}

export async function deleteSample(caller: Caller, id: string): Promise<{ deleted: true }> {
  const store = samplesOf(caller);
  const row = await store.find(id);
  if (row === null) throw notFound("sample");
  await store.remove(id);
  await audit(caller, "sample.deleted", { id, name: row.name });
  return { deleted: true };
}

const nameTaken = (name: string) =>
  new Failure("conflict", `This trigger has a sample called "${name}" already.`, {
    hint: "Choose another name, or change that sample.",
  });
