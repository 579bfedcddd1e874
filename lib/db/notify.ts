/**
 * What happened, for pages that are open: PostgreSQL's NOTIFY on one channel, sent with the transaction it tells of. A payload has at most
 * 8000 bytes; a larger batch says only that something of this kind happened.
 */
export const CHANNEL = "hookline";
const MAX_BYTES = 7_500;

export type Notice =
  | {
      type: "run";
      workspaceId: string;
      runId: string | null;
      workflowId: string | null;
      status: string | null;
    }
  | { type: "delivery"; workspaceId: string; deliveryId: string | null; eventId: string | null };

/** The newest notice per subject, as one payload. */
export function payloadOf(notices: readonly Notice[]): string {
  const whole = JSON.stringify(notices);
  if (Buffer.byteLength(whole) <= MAX_BYTES) return whole;
  const short = new Map(notices.map((notice) => [`${notice.type} ${notice.workspaceId}`, general(notice)]));
  return JSON.stringify([...short.values()].slice(0, 50));
}

const general = (notice: Notice): Notice =>
  notice.type === "run"
    ? { ...notice, runId: null, workflowId: null, status: null }
    : { ...notice, deliveryId: null, eventId: null };
