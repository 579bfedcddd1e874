/** Everything there is to say about a draft, with what only the server knows: other workflows, and events. */
import type { z } from "zod";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import type { checkWorkflow as door } from "@/lib/contracts/checks";
import { pastEvents } from "@/lib/db/event-history";
import { listenersTo } from "@/lib/db/listeners";
import type { Issue } from "@/lib/graph/descriptor";
import {
  type OtherWorkflow,
  type SamePair,
  sameActionIssue,
  samePairs,
} from "@/lib/graph/validate/same-action";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import type { Caller } from "../caller";
import { onEvent, type Side, sideOf } from "./backtest-side";
import { issuesOf } from "./edit-draft";
import { findWorkflow } from "./workflow-view";

const EVENTS = 200;

export async function checkWorkflow(
  caller: Caller,
  workflowId: string,
): Promise<z.input<typeof door.response>> {
  const { draft } = await findWorkflow(caller, workflowId);
  return {
    issues: [...(await issuesOf(caller, draft)), ...(await doneElsewhere(caller, workflowId, draft))],
  };
}

/** Two live workflows that would do the same on the same event. */
async function doneElsewhere(
  caller: Caller,
  workflowId: string,
  document: WorkflowDocument,
): Promise<Issue[]> {
  const side = await sideOf(caller, document);
  const { type, endpointId } = side;
  if (type === null || endpointId === null) return [];
  const { database } = caller.app;
  const { workspaceId } = caller;
  const others = await listenersTo(database, { workspaceId, endpointId, event: type, except: workflowId });
  const found = others.flatMap((other) => {
    const pairs = samePairs(document, other.document, nodeDescriptor);
    return pairs.length === 0 ? [] : [{ other, pairs }];
  });
  if (found.length === 0) return [];
  const events = await pastEvents(database, {
    workspaceId,
    types: [type],
    endpointIds: [endpointId],
    before: null,
    limit: EVENTS,
  });
  const issues: Issue[] = [];
  for (const { other, pairs } of found) issues.push(...(await judged({ side, other, pairs, events })));
  return issues;
}

interface Suspicion {
  side: Side;
  other: OtherWorkflow;
  pairs: SamePair[];
  events: Awaited<ReturnType<typeof pastEvents>>;
}

/** Filters may part the events: then nothing is done twice. Without events it is said anyway. */
async function judged({ side, other, pairs, events }: Suspicion): Promise<Issue[]> {
  const both = new Map(pairs.map((pair) => [pair, 0]));
  for (const event of events) {
    const tried = { payload: event.payload };
    const own = await actionsOn(side, event, tried);
    const theirs = await actionsOn({ ...side, document: other.document }, event, tried);
    for (const pair of pairs)
      if (own.has(pair.nodeId) && theirs.has(pair.otherId)) both.set(pair, (both.get(pair) ?? 0) + 1);
  }
  return [...both].flatMap(([pair, count]) =>
    events.length > 0 && count === 0
      ? []
      : sameActionIssue(
          { document: side.document, other, pair },
          nodeDescriptor,
          events.length === 0 ? null : { both: count, of: events.length },
        ),
  );
}

async function actionsOn(...[side, event, tried]: Parameters<typeof onEvent>): Promise<Set<string>> {
  const { steps } = await onEvent(side, event, tried);
  return new Set(steps.flatMap(({ nodeId, status }) => (status === "would_run" ? [nodeId] : [])));
}
