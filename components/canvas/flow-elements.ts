/**
 * The document as React Flow's elements, and what is on each card. Objects are kept while nothing about them changed. React Flow knows only
 * where a card is: what it shows reaches it beside React Flow (card-store.ts), as an array of other nodes makes React Flow ask every card
 * and every wire whether it is still the same.
 */
import type { Edge as EdgeDraft, Node as NodeDraft } from "@xyflow/react";
import type { NodeDescriptor, NodeRole } from "@/lib/graph/descriptor";
import type { Position } from "@/lib/graph/operations/operation";
import type {
  Direction,
  NodeId,
  WorkflowDocument,
  WorkflowEdge,
  WorkflowNode,
  WorkflowNote,
} from "@/lib/graph/workflow";
import type { EdgeMark, NodeMark, WorkflowCanvasProps } from "./canvas-props";
import { knownSize } from "./card-size";
import { CARD_MIN_HEIGHT, CARD_WIDTH } from "./grid";
import { type NoteElement, noteElements } from "./note-elements";
import { handleOf } from "./ways-out";

export interface CardData {
  node: WorkflowNode;
  descriptor: NodeDescriptor | undefined;
  mark: NodeMark | undefined;
  /** Branches that an edge leaves by, "" for the plain way; and whether one comes in. */
  wired: readonly string[];
  entered: boolean;
}
export type Cards = ReadonlyMap<NodeId, CardData>;

/** What the canvas itself has to know of a card. */
type PlacedCard = {
  role: NodeRole;
  /** Where the document has it. */
  position: Position;
};
export type CardElement = NodeDraft<PlacedCard, "card">;

export type CanvasElement = CardElement | NoteElement;

type WireData = {
  edge: WorkflowEdge;
  mark: EdgeMark | undefined;
  shared: boolean;
  names: { source: string; target: string };
};
export type WireElement = EdgeDraft<WireData, "wire">;

export type Shown = Pick<
  WorkflowCanvasProps,
  "document" | "descriptors" | "mode" | "nodeMarks" | "edgeMarks"
>;

export const nodeLabel = (node: WorkflowNode, descriptor: NodeDescriptor | undefined): string =>
  node.name ?? descriptor?.name ?? node.type;

/** As it was measured, else as big as an ordinary card. */
export const sizeOf = ({ measured, width, height }: CanvasElement) => ({
  width: measured?.width ?? width ?? CARD_WIDTH,
  height: measured?.height ?? height ?? CARD_MIN_HEIGHT,
});

/** Where the document has it. */
export const documentPosition = (element: CanvasElement): Position =>
  element.type === "note" ? element.data.note.position : element.data.position;

interface Placed {
  cards: Cards;
  notes: readonly WorkflowNote[];
  selected: ReadonlySet<string>;
  mode: "edit" | "view";
  direction: Direction;
}

/** Those of `before` where nothing is elsewhere, come or gone. */
export function canvasElements(before: readonly CanvasElement[], placed: Placed): readonly CanvasElement[] {
  const isNote = (element: CanvasElement): element is NoteElement => element.type === "note";
  const known = new Map(before.map((element) => [element.id, element]));
  const oldNotes = new Map(before.filter(isNote).map((element) => [element.id, element]));
  const { notes, selected, mode } = placed;
  const cards = [...placed.cards.values()].map((data) => {
    const old = known.get(data.node.id);
    return cardElement(old?.type === "card" ? old : undefined, data, placed);
  });
  return kept(before, [...noteElements(oldNotes, { notes, selected, editable: mode === "edit" }), ...cards]);
}

/** What is on each card, in the order of the steps. */
export function cardsOf(before: Cards, shown: Shown): Cards {
  const wires = wiresOf(shown.document);
  let same = before.size === shown.document.nodes.length;
  const cards = new Map<NodeId, CardData>();
  for (const node of shown.document.nodes) {
    const old = before.get(node.id);
    const data: CardData = {
      node,
      descriptor: shown.descriptors[node.type],
      mark: shown.nodeMarks?.[node.id],
      wired: wires.out.get(node.id) ?? NONE,
      entered: wires.into.has(node.id),
    };
    const keep = old !== undefined && isSameData(old, data);
    same &&= keep;
    cards.set(node.id, keep ? old : data);
  }
  return same ? before : cards;
}

const kept = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  before.length === after.length && after.every((one, index) => one === before[index]) ? before : after;

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

function cardElement(old: CardElement | undefined, data: CardData, placed: Placed): CardElement {
  const { node, descriptor } = data;
  const selected = placed.selected.has(node.id);
  const draggable = placed.mode === "edit";
  const role = descriptor?.role ?? "action";
  const ariaLabel = `${nodeLabel(node, descriptor)}, ${descriptor?.name ?? "unknown step"}`;
  const inPlace = isSamePlace(old?.position, node.position);
  const isMeant = old?.data.role === role && isSamePlace(old.data.position, node.position);
  if (
    old !== undefined &&
    inPlace &&
    isMeant &&
    old.selected === selected &&
    old.draggable === draggable &&
    old.ariaLabel === ariaLabel
  )
    return old;
  return {
    ...(old === undefined ? knownSize({ ...data, direction: placed.direction }) : asMeasured(old)),
    id: node.id,
    type: "card",
    position: node.position,
    data: isMeant ? old.data : { role, position: node.position },
    selected,
    draggable,
    ariaLabel,
    domAttributes: REACHED_BY_ARROWS,
  };
}

/** By Tab all of them are one stop (tab-stop.tsx). */
const REACHED_BY_ARROWS = { tabIndex: -1 };

const isSamePlace = (a: Position | undefined, b: Position): boolean => a?.x === b.x && a.y === b.y;

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

const isSameMark = <M extends NodeMark | EdgeMark>(a: M | undefined, b: M | undefined): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

export function wireElements(
  before: readonly WireElement[],
  shown: Shown,
  selected: ReadonlySet<string>,
): readonly WireElement[] {
  const { document, descriptors, edgeMarks } = shown;
  const known = new Map(before.map((element) => [element.id, element]));
  const names = new Map(document.nodes.map((node) => [node.id, nodeLabel(node, descriptors[node.type])]));
  const leaving = countBy(document.edges, wayOf);
  const elements = document.edges.map((edge) => {
    const data: WireData = {
      edge,
      mark: edgeMarks?.[edge.id],
      shared: (leaving.get(wayOf(edge)) ?? 0) > 1,
      names: { source: names.get(edge.source) ?? "", target: names.get(edge.target) ?? "" },
    };
    return wireElement(known.get(edge.id), data, selected.has(edge.id));
  });
  return kept(before, elements);
}

function wireElement(old: WireElement | undefined, data: WireData, selected: boolean): WireElement {
  if (old?.data && old.selected === selected && isSameWire(old.data, data)) return old;
  const { edge, names } = data;
  return {
    id: edge.id,
    type: "wire",
    source: edge.source,
    target: edge.target,
    sourceHandle: handleOf(edge.branch),
    targetHandle: "in",
    selected,
    ariaLabel: `From ${names.source} to ${names.target}`,
    data,
  };
}

const isSameWire = (a: WireData, b: WireData): boolean =>
  a.edge === b.edge &&
  a.shared === b.shared &&
  a.names.source === b.names.source &&
  a.names.target === b.names.target &&
  isSameMark(a.mark, b.mark);

const wayOf = ({ source, branch }: WorkflowEdge): string => `${source} ${branch ?? ""}`;

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
