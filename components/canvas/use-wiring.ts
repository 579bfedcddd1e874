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
import { wouldCycle } from "@/lib/graph/traverse";
import type { WorkflowCanvasProps } from "./canvas-props";
import { onGrid } from "./grid";
import { branchOfHandle } from "./ways-out";

const HANDLE_HEIGHT = 22;

export function useWiring(props: WorkflowCanvasProps) {
  const flow = useReactFlow();
  const latest = useRef(props);
  latest.current = props;

  const isValidConnection = useCallback<IsValidConnection>(({ source, target }) => {
    const { document, descriptors } = latest.current;
    const type = document.nodes.find(({ id }) => id === target)?.type;
    return (
      type !== undefined && descriptors[type]?.kind !== "trigger" && !wouldCycle(document, source, target)
    );
  }, []);

  const onConnect = useCallback(({ source, target, sourceHandle }: EdgeDraft) => {
    const branch = branchOfHandle(sourceHandle);
    const edge = newEdge({ source, target, ...(branch === undefined ? {} : { branch }) });
    latest.current.onOperation?.({ kind: "addEdge", edge });
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, connection: FinalConnectionState) => {
      const { fromHandle, toNode, isValid } = connection;
      if (isValid || toNode || fromHandle?.type !== "source") return;
      const at = "changedTouches" in event ? event.changedTouches[0] : event;
      if (at === undefined) return;
      const { x, y } = flow.screenToFlowPosition({ x: at.clientX, y: at.clientY });
      const branch = branchOfHandle(fromHandle.id);
      latest.current.onAdd?.(
        {
          kind: "after",
          source: fromHandle.nodeId,
          ...(branch === undefined ? {} : { branch }),
          position: { x: onGrid(x), y: onGrid(y - HANDLE_HEIGHT) },
        },
        { x: at.clientX, y: at.clientY },
      );
    },
    [flow],
  );
  return { isValidConnection, onConnect, onConnectEnd };
}
