import type { JsonValue } from "@/lib/base/json";
import { isDeeperThan, toStorable } from "@/lib/base/storable";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { Failure } from "../failure";

/** A document as PostgreSQL takes it. */
export function storableDocument(document: WorkflowDocument): WorkflowDocument {
  const value = document as unknown as JsonValue;
  if (isDeeperThan(value)) throw new Failure("bad_request", "A step's settings nest too deep to be stored.");
  return toStorable(value) as unknown as WorkflowDocument;
}
