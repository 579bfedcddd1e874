/** Which cards a loop's frame is drawn around. Pure. */
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodeNameById } from "@/lib/graph/fields";
import { loopsAround } from "@/lib/graph/loops";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";

export interface LoopFrame {
  loop: NodeId;
  name: string;
  body: NodeId[];
  /** 1; of a loop around others, one more than theirs, so that its frame has room for them. */
  rank: number;
}

/** The outer ones first, so that the inner ones are drawn over them. */
export function loopFrames(
  document: WorkflowDocument,
  descriptors: Readonly<Record<string, NodeDescriptor>>,
): LoopFrame[] {
  const frames = new Map<NodeId, LoopFrame>();
  for (const { id } of document.nodes)
    for (const [depth, loop] of loopsAround(document, id).entries()) {
      const frame = frames.get(loop) ?? {
        loop,
        name: nodeNameById(document, loop, (type) => descriptors[type]),
        body: [],
        rank: 1,
      };
      frame.body.push(id);
      frame.rank = Math.max(frame.rank, depth + 1);
      frames.set(loop, frame);
    }
  return [...frames.values()].sort((a, b) => b.rank - a.rank);
}
