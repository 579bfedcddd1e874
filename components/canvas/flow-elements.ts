/**
 * The document as React Flow's elements. Objects are kept while nothing about them changed: a card draws again only when its own node,
 * mark or wires did, whatever happens to the other two hundred.
 */
import type { Edge as EdgeDraft, Node as NodeDraft } from "@xyflow/react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { directionOf } from "@/lib/graph/operations/direction-operations";
import type { Position } from "@/lib/graph/operations/operation";
import type { Direction, WorkflowDocument, WorkflowEdge, WorkflowNode } from "@/lib/graph/workflow";
import type { EdgeMark, NodeMark, WorkflowCanvasProps } from "./canvas-props";
import { knownSize } from "./card-size";
import { CARD_MIN_HEIGHT, CARD_WIDTH } from "./grid";
import { type NoteElement, noteElements } from "./note-elements";
import { handleOf } from "./ways-out";

type CardData = {
  node: WorkflowNode;
  descriptor: NodeDescriptor | undefined;
  mark: NodeMark | undefined;
  /** Branches that an edge leaves by, "" for the plain way; and whether one comes in. */
  wired: readonly string[];
  entered: boolean;
};
export type CardElement = NodeDraft<CardData, "card">;

export type CanvasElement = CardElement | NoteElement;

type WireData = {
  edge: WorkflowEdge;
  mark: EdgeMark | undefined;
  shared: boolean;
  names: { source: string; target: string };
};
export type WireElement = EdgeDraft<WireData, "wire">;

type Shown = Pick<WorkflowCanvasProps, "document" | "descriptors" | "mode" | "nodeMarks" | "edgeMarks">;

export const nodeLabel = (node: WorkflowNode, descriptor: NodeDescriptor | undefined): string =>
  node.name ?? descriptor?.name ?? node.type;

/** As it was measured, else as big as an ordinary card. */
export const sizeOf = ({ measured, width, height }: CanvasElement) => ({
  width: measured?.width ?? width ?? CARD_WIDTH,
  height: measured?.height ?? height ?? CARD_MIN_HEIGHT,
});

/** Where the document has it. */
export const documentPosition = (element: CanvasElement): Position =>
  element.type === "note" ? element.data.note.position : element.data.node.position;

export function canvasElements(
  before: readonly CanvasElement[],
  shown: Shown,
  selected: ReadonlySet<string>,
): CanvasElement[] {
  const isCard = (element: CanvasElement): element is CardElement => element.type === "card";
  const isNote = (element: CanvasElement): element is NoteElement => element.type === "note";
  const oldNotes = new Map(before.filter(isNote).map((element) => [element.id, element]));
  const notes = shown.document.notes ?? [];
  return [
    ...noteElements(oldNotes, { notes, selected, editable: shown.mode === "edit" }),
    ...cardElements(before.filter(isCard), shown, selected),
  ];
}

export function cardElements(
  before: readonly CardElement[],
  shown: Shown,
  selected: ReadonlySet<string>,
): CardElement[] {
  const known = new Map(before.map((element) => [element.id, element]));
  const wires = wiresOf(shown.document);
  const direction = directionOf(shown.document);
  return shown.document.nodes.map((node) => {
    const old = known.get(node.id);
    const data: CardData = {
      node,
      descriptor: shown.descriptors[node.type],
      mark: shown.nodeMarks?.[node.id],
      wired: wires.out.get(node.id) ?? NONE,
      entered: wires.into.has(node.id),
    };
    return element({ old, data, selected: selected.has(node.id), mode: shown.mode, direction });
  });
}

const NONE: readonly string[] = [];

function wiresOf(document: WorkflowDocument) {
  const out = new Map<string, string[]>();
  const into = new Set<string>();
  for (const edge of document.edges) {
    const branches = out.get(edge.source) ?? [];
    branches.push(edge.branch ?? "");
    out.set(edge.source, branches);
    into.add(edge.target);
  }
  return { out, into };
}

interface Wanted {
  old: CardElement | undefined;
  data: CardData;
  selected: boolean;
  mode: "edit" | "view";
  direction: Direction;
}

function element({ old, data, selected, mode, direction }: Wanted): CardElement {
  const { node } = data;
  const sameData = old !== undefined && isSameData(old.data, data);
  const inPlace = old?.position.x === node.position.x && old.position.y === node.position.y;
  if (sameData && inPlace && old.selected === selected && old.draggable === (mode === "edit")) return old;
  return {
    ...(old === undefined ? knownSize({ ...data, direction }) : asMeasured(old)),
    id: node.id,
    type: "card",
    position: node.position,
    data: sameData ? old.data : data,
    selected,
    draggable: mode === "edit",
    ariaLabel: `${nodeLabel(node, data.descriptor)}, ${data.descriptor?.name ?? "unknown step"}`,
  };
}

/** Known handles would be believed again, whatever was measured since. */
export function asMeasured<E extends CanvasElement>(element: E): E {
  if (element.handles === undefined) return element;
  const { handles: _, ...rest } = element;
  return rest as E;
}

const isSameData = (a: CardData, b: CardData): boolean =>
  a.node === b.node &&
  a.descriptor === b.descriptor &&
  a.entered === b.entered &&
  // Not by join alone: one plain wire is [""], and no wire is [].
  a.wired.length === b.wired.length &&
  a.wired.join() === b.wired.join() &&
  isSameMark(a.mark, b.mark);

const isSameMark = (a: NodeMark | undefined, b: NodeMark | undefined): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

export function wireElements(shown: Shown, selected: ReadonlySet<string>): WireElement[] {
  const { document, descriptors, edgeMarks } = shown;
  const names = new Map(document.nodes.map((node) => [node.id, nodeLabel(node, descriptors[node.type])]));
  const leaving = countBy(document.edges, wayOf);
  return document.edges.map((edge) => {
    const ends = { source: names.get(edge.source) ?? "", target: names.get(edge.target) ?? "" };
    return {
      id: edge.id,
      type: "wire",
      source: edge.source,
      target: edge.target,
      sourceHandle: handleOf(edge.branch),
      targetHandle: "in",
      selected: selected.has(edge.id),
      ariaLabel: `From ${ends.source} to ${ends.target}`,
      data: {
        edge,
        mark: edgeMarks?.[edge.id],
        shared: (leaving.get(wayOf(edge)) ?? 0) > 1,
        names: ends,
      },
    };
  });
}

const wayOf = ({ source, branch }: WorkflowEdge): string => `${source} ${branch ?? ""}`;

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
