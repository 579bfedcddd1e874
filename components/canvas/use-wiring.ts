"use client";
/** Wires drawn by hand: what may be connected, and what a wire that ends on empty space asks for. */
import {
  type Connection as EdgeDraft,
  type FinalConnectionState,
  type IsValidConnection,
  useReactFlow,
} from "@xyflow/react";
import { useCallback, useRef } from "react";
import { newEdge } from "@/lib/graph/operations/node-operations";
import { wireFault } from "@/lib/graph/wire-fault";
import type { AddPlace, WorkflowCanvasProps } from "./canvas-props";
import { onGrid } from "./grid";
import { branchOfHandle } from "./ways-out";

const HANDLE_HEIGHT = 22;

type Ends = Pick<EdgeDraft, "source" | "target" | "sourceHandle">;

function edgeOf({ source, target, sourceHandle }: Ends) {
  const branch = branchOfHandle(sourceHandle);
  return newEdge({ source, target, ...(branch === undefined ? {} : { branch }) });
}

function placeBehind(
  { source, sourceHandle }: Omit<Ends, "target">,
  { x, y }: { x: number; y: number },
): AddPlace {
  const branch = branchOfHandle(sourceHandle);
  const position = { x: onGrid(x), y: onGrid(y - HANDLE_HEIGHT) };
  return { kind: "after", source, ...(branch === undefined ? {} : { branch }), position };
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } | undefined {
  const at = "changedTouches" in event ? event.changedTouches[0] : event;
  return at && { x: at.clientX, y: at.clientY };
}

export function useWiring(props: WorkflowCanvasProps) {
  const flow = useReactFlow();
  const latest = useRef(props);
  latest.current = props;

  const faultOf = useCallback((draft: Ends) => {
    const { document, descriptors } = latest.current;
    return wireFault(document, edgeOf(draft), (type) => descriptors[type]);
  }, []);
  const isValidConnection = useCallback<IsValidConnection>(
    ({ source, target, sourceHandle = null }) => faultOf({ source, target, sourceHandle }) === null,
    [faultOf],
  );

  const onConnect = useCallback((draft: EdgeDraft) => {
    latest.current.onOperation?.({ kind: "addEdge", edge: edgeOf(draft) });
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { fromHandle, toNode, isValid }: FinalConnectionState) => {
      if (isValid || fromHandle?.type !== "source") return;
      const { nodeId: source, id = null } = fromHandle;
      if (toNode?.id === source) return;
      const why = toNode && faultOf({ source, target: toNode.id, sourceHandle: id });
      if (why) latest.current.onRefuse?.(why);
      const at = toNode ? undefined : pointOf(event);
      if (at === undefined) return;
      const place = placeBehind({ source, sourceHandle: id }, flow.screenToFlowPosition(at));
      latest.current.onAdd?.(place, at);
    },
    [flow, faultOf],
  );
  return { isValidConnection, onConnect, onConnectEnd };
}
