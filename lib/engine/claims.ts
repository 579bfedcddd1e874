/** What the engine needs for steps that let only one run go on per key and window. lib/db provides it. */
import { createHash } from "node:crypto";
import type { Clock } from "../base/clock";
import type { ActionContext, AnyAction, Claim } from "../kit/define";

export interface ClaimRequest {
  workflowId: string;
  runId: string;
  /** Within a loop with the iteration: two iterations are two that ask. */
  nodeId: string;
  /** 16 bytes: of the node and what makes its key. */
  key: Buffer;
  withinMs: number | null;
}

export interface ClaimStore {
  /**
   * Gives the key to the run and step that ask, unless another has it within the window; resolves after the commit. Who had it before gets
   * it again, also after somebody else's turn, so that a run that is gone on with after a crash goes the same way.
   */
  claim(request: ClaimRequest): Promise<Claim>;
}

/** Where nothing is kept, as in a rehearsal: nobody was there before. */
export const unkeptClaims = (clock: Clock): ClaimStore => ({
  claim: async ({ runId }) => ({ granted: true, runId, at: clock() }),
});

interface Asking {
  workflowId: string;
  runId: string;
  node: { id: string };
  key: string;
}

export const claimOf =
  (
    claims: ClaimStore,
    action: AnyAction,
    { workflowId, runId, node, key: step }: Asking,
  ): ActionContext["claim"] =>
  async ({ key, withinMs }) => {
    if (action.claims === undefined) throw new Error(`${action.slug} does not declare that it needs claims.`);
    return claims.claim({ workflowId, runId, nodeId: step, key: claimKey(node.id, key), withinMs });
  };

/** Keys can be anything, of any length, and are nobody else's business. */
export const claimKey = (nodeId: string, parts: readonly string[]): Buffer =>
  createHash("sha256")
    .update(JSON.stringify([nodeId, ...parts]))
    .digest()
    .subarray(0, 16);
