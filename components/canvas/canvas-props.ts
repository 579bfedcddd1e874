/**
 * What a page says to the canvas and hears from it. Nothing here names React Flow: builder, run page and version comparison know
 * only documents, operations and marks.
 */
import type { ReactNode, Ref } from "react";
import type { StepStatus } from "@/lib/contracts/runs";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import type { Operation, Position } from "@/lib/graph/operations/operation";
import type { Direction, NodeId, WorkflowDocument } from "@/lib/graph/workflow";
import type { MarkedPerson } from "./person-mark";

/** How a step did when it was tested last. */
export interface TestMark {
  state: "passed" | "failed" | "filtered" | "would_run" | "sent" | "would_wait" | "skipped";
  /** Something that decides it has changed since. */
  stale: boolean;
}

/** What is drawn on a card besides its configuration. */
export interface NodeMark {
  status?: StepStatus | "filtered" | "held" | "asks";
  /** Errors and warnings found on this node. */
  issueCount?: number;
  /** In place of the status' word, where the card stands for many: "12 done, 1 failed". */
  word?: string;
  /** At the right of the footer: "0.31 s", "3 attempts", "1 field left". */
  note?: string;
  /** Shown where nothing else is wrong with the step. */
  test?: TestMark;
  /** Tests use a pinned output instead of running it. */
  pinned?: boolean;
  /** Gray by color, never by opacity. */
  dimmed?: boolean;
  /** Branches that a run took, so that their rows are ticked. */
  takenBranches?: readonly string[];
  /** Who else has this step selected. */
  people?: readonly MarkedPerson[];
  /** In a comparison of two versions. */
  change?: "added" | "changed" | "removed" | "moved";
}

export interface EdgeMark {
  state: "idle" | "taken" | "skipped" | "failed" | "filtered";
  label?: string;
}

/** Where a new step goes. */
export type AddPlace =
  | { kind: "free"; position: Position }
  | { kind: "edge"; edgeId: string }
  | { kind: "after"; source: NodeId; branch?: string; position?: Position };

/** A point of the window, for what opens beside a "+". */
export interface ScreenPoint {
  x: number;
  y: number;
}

/** What a menu was asked for at the pointer, or by key on what has the focus. */
export type MenuTarget =
  | { kind: "canvas"; position: Position }
  | { kind: "node"; nodeId: NodeId }
  | { kind: "note"; noteId: string }
  | { kind: "edge"; edgeId: string };

export type Alignment = "left" | "center" | "right" | "top" | "middle" | "bottom" | "across" | "down";

/** Commands that the toolbar and the keys send; the page decides what they mean. */
export type NodeCommand =
  | "open"
  | "duplicate"
  | "rename"
  | "toggleDisabled"
  | "testToHere"
  | "addAfter"
  | "addOnError"
  | "remove";

export interface CanvasHandle {
  /** Everything in sight, or only these. */
  fit(ids?: readonly string[]): void;
  zoomTo(zoom: number): void;
  zoomIn(): void;
  zoomOut(): void;
  /** Pans, without zooming, until the node is in sight; `coveredRight` pixels at the right are under something else. */
  reveal(nodeId: NodeId, coveredRight?: number): void;
  /** Pans to the node and focuses it. */
  goTo(nodeId: NodeId): void;
  /** The middle of what is in sight, in the document's own coordinates. */
  center(): Position;
  /** Lines steps and notes up with each other, or spaces them evenly. */
  align(how: Alignment, ids: readonly string[]): void;
  /** Moves all nodes, or only these, into columns. */
  tidy(nodeIds?: readonly NodeId[]): void;
  /** Lays everything out the other way, from top to bottom or from left to right. */
  turn(direction: Direction): void;
}

export interface WorkflowCanvasProps {
  document: WorkflowDocument;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
  mode: "edit" | "view";
  nodeMarks?: Readonly<Record<NodeId, NodeMark>>;
  edgeMarks?: Readonly<Record<string, EdgeMark>>;
  /** Steps and notes. */
  selectedIds?: readonly string[];
  /** `quiet`: several are being gathered, with Shift or a box, so one of them is not what is wanted yet. */
  onSelectionChange?: (ids: string[], quiet?: "quiet") => void;
  selectedEdgeIds?: readonly string[];
  onEdgeSelectionChange?: (ids: string[]) => void;
  /** Only in `edit`: the right button, or the menu key. */
  onMenu?: (target: MenuTarget, at: ScreenPoint) => void;
  /** Only in `edit`: every change, as data; several are one change. A nudge by key joins the one right before it. */
  onOperation?: (
    operations: Operation | readonly Operation[],
    how?: { nudge?: boolean; name?: string },
  ) => void;
  /** A wire was drawn that cannot be; why, in a sentence. */
  onRefuse?: (why: string) => void;
  /** A "+" was pressed, or a wire was dropped on empty space. */
  onAdd?: (place: AddPlace, at: ScreenPoint) => void;
  /** A palette entry was dropped. */
  onDropType?: (type: string, place: AddPlace) => void;
  onNodeCommand?: (nodeId: NodeId, command: NodeCommand) => void;
  /** Floats beside the zoom buttons: undo, redo. */
  controls?: ReactNode;
  /** Floats over the canvas. */
  children?: ReactNode;
  ref?: Ref<CanvasHandle>;
  /** Read out for the whole canvas. */
  label?: string;
}

/** The kind of data that a dragged palette entry carries. */
export const DRAGGED_TYPE = "application/x-hookline-node-type";
