"use client";
/**
 * The canvas of builder, run page and version comparison: a view of a document. What a user does to it comes back as operations; it keeps
 * nothing but where cards are while they are being dragged.
 */
import { ConnectionLineType, ReactFlow, ReactFlowProvider, useStore } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import "./canvas.css";
import "./card.css";
import "./card-state.css";
import "./loop-frames.css";
import "./wire.css";
import { useCallback, useImperativeHandle, useMemo, useRef, useState } from "react";
import { hasLoops } from "@/lib/graph/loops";
import { directionOf } from "@/lib/graph/operations/direction-operations";
import { useTemplateEngine } from "../ui/use-template-engine";
import { CanvasContext, type CanvasContextValue, FarContext } from "./canvas-context";
import { CanvasControls } from "./canvas-controls";
import type { WorkflowCanvasProps } from "./canvas-props";
import type { CardStore } from "./card-store";
import { Dots } from "./dots";
import { fieldLabels, labelsKey } from "./field-labels";
import { type CanvasElement, documentPosition, sizeOf, type WireElement } from "./flow-elements";
import { GRID } from "./grid";
import { GuideLines } from "./guide-lines";
import { NoteCard } from "./note-card";
import { fitStyle, OpeningFit } from "./opening-fit";
import { LoopFrames, Overview } from "./parts-on-demand";
import { StepCard } from "./step-card";
import { TabStop } from "./tab-stop";
import { useCanvasHandle } from "./use-canvas-handle";
import { useCanvasKeys } from "./use-canvas-keys";
import { type FirstElements, type FlowElements, firstElements, useFlowElements } from "./use-flow-elements";
import { useMenuEvents } from "./use-menu-events";
import { usePanningMark } from "./use-panning-mark";
import { useTypeDrop } from "./use-type-drop";
import { useWiring } from "./use-wiring";
import { Wire } from "./wire";

const NODE_TYPES = { card: StepCard, note: NoteCard };
const EDGE_TYPES = { wire: Wire };
const MINIMAP_FROM = 15;
const FAR_BELOW = 0.6;
/** Icons, "+" and handles are a few pixels then, and more than half of what drawing hundreds of cards costs. */
const TINY_BELOW = 0.35;
/** Steps of a workflow that is sure not to fit at a size that can be read. */
const LARGE = 60;
/** With a press; with a drag Shift draws a box. */
const MULTI_KEYS = ["Shift", "Meta", "Control"];
const NOTHING: readonly string[] = [];
const SNAP: [number, number] = [GRID, GRID];

export function WorkflowCanvas(props: WorkflowCanvasProps) {
  const [first] = useState(() => firstElements(props));
  return (
    <ReactFlowProvider initialNodes={[...first.nodes]} initialEdges={[...first.edges]}>
      <Canvas {...props} first={first} />
    </ReactFlowProvider>
  );
}

function Canvas({ first, ...props }: WorkflowCanvasProps & { first: FirstElements }) {
  const { document, mode, controls, children, ref } = props;
  const editable = mode === "edit";
  const elements = useFlowElements(props, first);
  const context = useCanvasValue(props, elements.cardStore);
  const handle = useCanvasHandle(props, elements);
  useImperativeHandle(ref, () => handle, [handle]);
  const wiring = useWiring(props);
  const drop = useTypeDrop(props);
  const onKeyDown = useCanvasKeys(props, handle);
  const menu = useMenuEvents(props);
  const panning = usePanningMark();
  const onNodeDragStop = useDragStop(props, elements);
  // Like all that React Flow is given the same one each time: with another it would draw every card's frame again.
  const { command } = context;
  const onNodeDoubleClick = useCallback(
    (_: unknown, { type, id }: CanvasElement) => type === "card" && command(id, "open"),
    [command],
  );
  const { opening, opened, style } = useOpening(first.nodes);
  const distance = useDistance(opening && document.nodes.length > LARGE);
  const far = distance !== undefined;
  return (
    <CanvasContext value={context}>
      <FarContext value={far}>
        <ReactFlow
          className="wf-canvas"
          data-far={distance}
          data-opening={opening || undefined}
          style={style}
          data-mode={mode}
          data-direction={context.direction}
          // Handles stand elsewhere on every card: React Flow measures them anew.
          key={context.direction}
          data-testid="workflow-canvas"
          aria-label={props.label ?? "Workflow"}
          nodes={elements.nodes as CanvasElement[]}
          edges={elements.edges as WireElement[]}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={elements.onNodesChange}
          onEdgesChange={elements.onEdgesChange}
          onNodeDragStop={onNodeDragStop}
          onNodeDoubleClick={onNodeDoubleClick}
          multiSelectionKeyCode={MULTI_KEYS}
          onKeyDown={onKeyDown}
          {...wiring}
          {...drop}
          {...menu}
          {...panning}
          nodesDraggable={editable}
          nodesConnectable={editable}
          connectionLineType={ConnectionLineType.SmoothStep}
          connectionRadius={36}
          deleteKeyCode={null}
          disableKeyboardA11y
          edgesFocusable={false}
          snapToGrid
          snapGrid={SNAP}
          panOnScroll
          minZoom={0.1}
          maxZoom={2}
          // From far away cards are cheap to keep, and dear to put up and take down while the canvas is panned.
          onlyRenderVisibleElements={document.nodes.length > 100 && !far}
          nodeDragThreshold={3}
          selectNodesOnDrag={false}
          attributionPosition="bottom-center"
        >
          <TabStop document={document} selectedIds={props.selectedIds ?? NOTHING} reveal={handle.reveal} />
          <Dots />
          <CanvasControls canvas={handle} editable={editable}>
            {controls}
          </CanvasControls>
          {document.nodes.length >= MINIMAP_FROM && <Overview />}
          {hasLoops(document) && <LoopFrames document={document} descriptors={props.descriptors} />}
          <GuideLines lines={elements.guides.lines} />
          {children}
          <OpeningFit onDone={opened} />
        </ReactFlow>
      </FarContext>
    </CanvasContext>
  );
}

/** How little can be seen of a card: undefined where it can be read. */
const useDistance = (isOpeningLarge: boolean): "far" | "tiny" | undefined =>
  useStore(({ transform: [, , zoom] }) => {
    if (isOpeningLarge || zoom < TINY_BELOW) return "tiny";
    return zoom < FAR_BELOW ? "far" : undefined;
  });

/** Until the view fits. A large workflow is drawn as from afar meanwhile: so it will be seen, and need not be drawn for reading before. */
function useOpening(first: readonly CanvasElement[]) {
  const [opening, setOpening] = useState(true);
  const opened = useCallback(() => setOpening(false), []);
  const style = useMemo(
    () => fitStyle(first.map((element) => ({ ...element.position, ...sizeOf(element) }))),
    [first],
  );
  return { opening, opened, style };
}

/** One drag is one operation, however many steps and notes it moved. */
function useDragStop({ onOperation }: WorkflowCanvasProps, { current, guides }: FlowElements) {
  const { clear } = guides;
  return useCallback(
    (_: unknown, __: CanvasElement, dragged: CanvasElement[]) => {
      clear();
      const ids = new Set(dragged.map(({ id }) => id));
      const moved = current().filter((element) => {
        const { x, y } = documentPosition(element);
        return ids.has(element.id) && (element.position.x !== x || element.position.y !== y);
      });
      const positions = Object.fromEntries(moved.map(({ id, position }) => [id, position]));
      if (moved.length > 0) onOperation?.({ kind: "moveNodes", positions });
    },
    [onOperation, current, clear],
  );
}

/** Changes only when a field name may have: typing and dragging leave it alone. */
function useCanvasValue(props: WorkflowCanvasProps, cardStore: CardStore): CanvasContextValue {
  const latest = useRef(props);
  latest.current = props;
  const { mode, descriptors, document } = props;
  const direction = directionOf(document);
  const key = labelsKey(document);
  const reads = useTemplateEngine();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the document's names changed; then there are templates that can only be read now
  const labels = useMemo(() => fieldLabels(document, descriptors), [key, descriptors, reads]);
  return useMemo(
    () => ({
      mode,
      labels,
      direction,
      cardStore,
      add: (place, at) => latest.current.onAdd?.(place, at),
      command: (nodeId, command) => latest.current.onNodeCommand?.(nodeId, command),
      changeNote: (noteId, change) => latest.current.onOperation?.({ kind: "changeNote", noteId, change }),
      removeNote: (noteId) => latest.current.onOperation?.({ kind: "removeNotes", noteIds: [noteId] }),
    }),
    [mode, labels, direction, cardStore],
  );
}
