/**
 * Every change that a user can make to a document, as data: the builder dispatches them, undo stores their inverses. All are pure
 * and forgiving: an operation on a node that is gone changes nothing.
 */
import type { JsonObject, JsonValue } from "../../base/json";
import type {
  Direction,
  NodeId,
  NodeOptions,
  WorkflowEdge,
  WorkflowNode,
  WorkflowNote,
  WorkflowSettings,
} from "../workflow";

export interface Position {
  x: number;
  y: number;
}

/** One element before and after; `null` where it was or will be absent. `index` is its place in the list that holds it. */
export interface Change<T> {
  id: string;
  index: number;
  before: T | null;
  after: T | null;
}
/** The primitive that every other operation comes down to. */
export interface Patch {
  nodes: Change<WorkflowNode>[];
  edges: Change<WorkflowEdge>[];
  direction?: { before: Direction; after: Direction };
  /** Absent: they stay. */
  settings?: { before: WorkflowSettings | null; after: WorkflowSettings | null };
  /** Absent: no note changes. */
  notes?: Change<WorkflowNote>[];
}

export type NoteChange = Partial<Pick<WorkflowNote, "text" | "color" | "size" | "position">>;

export type Operation =
  | { kind: "addNode"; node: WorkflowNode; after?: { source: NodeId; branch?: string } }
  /** Puts a node into the middle of an edge; what came after keeps coming after, by its plain way out. */
  | { kind: "insertOnEdge"; edgeId: string; node: WorkflowNode; branch?: string }
  /** Heals: where a removed node had one way on, its predecessors are joined to its successor; of a loop, to its body and what follows it. */
  | { kind: "removeNodes"; nodeIds: NodeId[] }
  /** Notes too: one drag may move both. */
  | { kind: "moveNodes"; positions: Record<NodeId, Position> }
  /** Nothing where it would dangle, close a circle, or leave a loop. */
  | { kind: "addEdge"; edge: WorkflowEdge }
  | { kind: "removeEdges"; edgeIds: string[] }
  | { kind: "setSettings"; settings: WorkflowSettings }
  | { kind: "setConfig"; nodeId: NodeId; config: JsonObject }
  | { kind: "setConfigValue"; nodeId: NodeId; key: string; value: JsonValue | undefined }
  | { kind: "setName"; nodeId: NodeId; name: string }
  | { kind: "setOptions"; nodeId: NodeId; options: NodeOptions }
  | { kind: "setConnection"; nodeId: NodeId; connectionId: string | undefined }
  | { kind: "setDisabled"; nodeId: NodeId; disabled: boolean }
  | { kind: "setDirection"; direction: Direction }
  | { kind: "addNote"; note: WorkflowNote }
  | { kind: "changeNote"; noteId: string; change: NoteChange }
  | { kind: "removeNotes"; noteIds: string[] }
  /** `newIds` maps each node or note to copy to the id of its copy; edges among them are copied too. */
  | { kind: "duplicateNodes"; newIds: Record<NodeId, NodeId>; offset: Position }
  | { kind: "insertFragment"; nodes: WorkflowNode[]; edges: WorkflowEdge[]; notes?: WorkflowNote[] }
  | { kind: "patch"; patch: Patch };
