import type { InboxItem } from "@/lib/contracts/events";

const REASONS: Record<string, string> = {
  machine_click: "A machine clicked",
  unsure: "Perhaps a machine clicked",
  settling: "Waiting for a burst to end",
  stale: "Its signature is too old",
  no_signing_key: "No signing key yet",
  parked: "The workflow is parked",
};

/** "Email clicked"; a request that brought no event has no better name. */
export function titleOf({ event }: InboxItem): string {
  const words = event?.type.replaceAll("_", " ") ?? "request";
  return words.charAt(0).toUpperCase() + words.slice(1);
}
export const stateOf = ({ status, event }: InboxItem) =>
  status === "accepted" && event ? event.status : status;
export const reasonOf = ({ event, message }: InboxItem) =>
  event?.heldReason ? REASONS[event.heldReason] : message;
