/** What cards and wires need of their canvas. One value that rarely changes, so that it does not draw them again. */
import { createContext, useContext } from "react";
import type { NoteChange } from "@/lib/graph/operations/operation";
import type { Direction } from "@/lib/graph/workflow";
import type { AddPlace, NodeCommand, ScreenPoint } from "./canvas-props";
import type { CardStore } from "./card-store";
import type { FieldLabels } from "./field-labels";

export interface CanvasContextValue {
  mode: "edit" | "view";
  labels: FieldLabels;
  direction: Direction;
  cardStore: CardStore;
  add: (place: AddPlace, at: ScreenPoint) => void;
  command: (nodeId: string, command: NodeCommand) => void;
  changeNote: (noteId: string, change: NoteChange) => void;
  removeNote: (noteId: string) => void;
}

export const CanvasContext = createContext<CanvasContextValue | null>(null);

/** Seen from so far that sentences cannot be read, and are not drawn. */
export const FarContext = createContext(false);

export function useCanvas(): CanvasContextValue {
  const value = useContext(CanvasContext);
  if (value === null) throw new Error("useCanvas outside of a WorkflowCanvas");
  return value;
}

/** Where to open what a button asks for: at its middle. */
export function pointOf(element: Element): ScreenPoint {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
