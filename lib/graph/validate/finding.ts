import type { Issue } from "../descriptor";
import type { CheckCode } from "./check-catalogue";

export interface Place {
  nodeId: string;
  /** Config key within the node. */
  field: string;
  /** `"Filter"`, or `"Branch", branch "Pricing"`. */
  where: string;
}

export const finding = (place: Place, code: CheckCode, ...[message, hint]: [string, string]): Issue => ({
  code,
  severity: "error",
  message,
  hint,
  nodeId: place.nodeId,
  field: place.field,
});

export const warning = (place: Place, code: CheckCode, ...words: [string, string]): Issue => ({
  ...finding(place, code, ...words),
  severity: "warning",
});
