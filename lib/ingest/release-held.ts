/** After a key was pasted: verifies what was held for lack of one, from the stored bytes, and lets it through. */
import type { WebhookSource } from "../kit/webhook";
import type { HeldDelivery, StoredEndpoint } from "./event-store";
import { decide, type IngestDeps, resultOf } from "./ingest";

const BATCH = 200;

export interface Released {
  /** Verified; they start what they would have started. */
  released: number;
  /** The key does not fit them; they now stand in the inbox as rejected. */
  refused: number;
}

/** Freshness counts from the moment each request came. */
export async function releaseHeld(deps: IngestDeps, endpointId: string): Promise<Released> {
  const endpoint = await deps.store.findEndpoint(endpointId);
  const source = endpoint && deps.sourceOf(endpoint.integrationId);
  const total: Released = { released: 0, refused: 0 };
  if (!endpoint || !source) return total;
  for (;;) {
    const held = await deps.store.heldWithoutKey(endpointId, BATCH);
    for (const delivery of held) {
      const passed = await settle(deps, { endpoint, source, delivery });
      total[passed ? "released" : "refused"]++;
    }
    if (held.length < BATCH) return total;
  }
}

async function settle(
  deps: IngestDeps,
  input: { endpoint: StoredEndpoint; source: WebhookSource; delivery: HeldDelivery },
): Promise<boolean> {
  const { endpoint, source, delivery } = input;
  const { record } = decide(deps, {
    endpoint: { ...endpoint, keyActive: true },
    source,
    incoming: delivery,
    receivedAt: delivery.receivedAt,
    deliveryId: delivery.id,
  });
  const recorded = await deps.store.settleHeld(delivery, record);
  return resultOf(record, recorded).outcome !== "rejected";
}
