/**
 * How large a card is and where its handles are, from its configuration alone (card.css and wire.css say the same). A workflow is drawn in
 * one go with these, on the server too; the browser measures afterwards, and only the lines of a sentence may turn out otherwise.
 */
import { type HandleType, Position } from "@xyflow/react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { type Direction, ERROR_BRANCH, type WorkflowNode } from "@/lib/graph/workflow";
import { CARD_WIDTH } from "./grid";
import { branchRows, handleOf } from "./ways-out";

const BORDER = 1;
const HEAD = 43;
const ROW = 30;
const BRANCHES_END = 4;
/** Of two lines, which most have. */
const SENTENCE = 56;
const HANDLE = 10;
const HEAD_MIDDLE = BORDER + 21;

export interface KnownHandle {
  id: string;
  type: HandleType;
  position: Position;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Wanted {
  node: WorkflowNode;
  descriptor: NodeDescriptor | undefined;
  /** Branches that an edge leaves by, "" for the plain way. */
  wired: readonly string[];
  direction: Direction;
}

export function knownSize({ node, descriptor, wired, direction }: Wanted) {
  const rows = branchRows(node, descriptor, wired);
  const body = rows.length === 0 ? SENTENCE : BORDER + rows.length * ROW + BRANCHES_END;
  const failureTop = BORDER + HEAD + body;
  const hasFailure = wired.includes(ERROR_BRANCH);
  const height = failureTop + (hasFailure ? ROW : 0) + BORDER;
  const down = direction === "down";
  const middle = CARD_WIDTH / 2;
  const right = (branch: string | undefined, y: number) =>
    handleAt({ id: handleOf(branch), type: "source", position: Position.Right }, { x: CARD_WIDTH, y });
  const handles = [
    down
      ? handleAt({ id: "in", type: "target", position: Position.Top }, { x: middle, y: BORDER })
      : handleAt({ id: "in", type: "target", position: Position.Left }, { x: 0, y: HEAD_MIDDLE }),
    ...rows.map(({ branch }, index) => right(branch, BORDER + HEAD + BORDER + ROW * (index + 0.5))),
    ...(hasFailure ? [right(ERROR_BRANCH, failureTop + ROW / 2)] : []),
  ];
  const plain = down
    ? handleAt(
        { id: handleOf(undefined), type: "source", position: Position.Bottom },
        { x: middle, y: height },
      )
    : right(undefined, HEAD_MIDDLE);
  return {
    measured: { width: CARD_WIDTH, height },
    handles: rows.length === 0 ? [...handles, plain] : handles,
  };
}

const handleAt = (
  handle: Pick<KnownHandle, "id" | "type" | "position">,
  middle: { x: number; y: number },
): KnownHandle => ({
  ...handle,
  x: middle.x - HANDLE / 2,
  y: middle.y - HANDLE / 2,
  width: HANDLE,
  height: HANDLE,
});
