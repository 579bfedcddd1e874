import type { Direction, WorkflowDocument } from "../workflow";

export const directionOf = ({ direction }: WorkflowDocument): Direction => direction ?? "right";

/** From left to right is what an absent member means. */
export function withDirection(document: WorkflowDocument, direction: Direction): WorkflowDocument {
  const { direction: _, ...rest } = document;
  return direction === "right" ? rest : { ...rest, direction };
}
