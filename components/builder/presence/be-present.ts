import { callDoor } from "@/lib/contracts/call";
import { present, sayHere } from "@/lib/contracts/workflows";
import { listenToStream } from "../../api/page-stream";
import { type Heard, hear, type Person, peopleOf, type Sign } from "./people";

/** Between two signs of life of a page that is in sight. */
const BEAT_MS = 10_000;
/** While somebody goes from step to step; and as long as the first sign waits for the stream. */
const SHORTEST_MS = 2_000;

/** What is open, and what is to know who else has it open. */
export interface Place {
  workflowId: string;
  /** The step that is selected there. */
  nodeId: () => string | null;
  show: (people: readonly Person[]) => void;
  /** Calls when another step is selected; returns what stops that. */
  follow?: (changed: () => void) => () => void;
}

/** Says that this page has the workflow open, until it is called back. A page out of sight is silent, and so is soon gone for others. */
export function bePresent({ workflowId, nodeId, show, follow }: Place): () => void {
  const tabId = Math.random().toString(36).slice(2);
  let heard: Heard = new Map();
  let myUserId: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  let stopped = false;

  function take(signs: readonly Sign[]): void {
    heard = hear(heard, signs, { nowMs: Date.now(), tabId });
    if (myUserId !== null) show(peopleOf(heard, myUserId));
  }
  async function beat(): Promise<void> {
    schedule(BEAT_MS);
    if (document.visibilityState === "hidden") return;
    lastMs = performance.now();
    const answer = await say({ workflowId, tabId, nodeId: nodeId() });
    if (stopped || answer === null) return take([]);
    myUserId = answer.userId;
    take(answer.present);
  }
  function schedule(inMs: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void beat(), inMs);
  }
  const soon = () => schedule(Math.max(0, lastMs + SHORTEST_MS - performance.now()));
  const leave = () => void say({ workflowId, tabId, nodeId: null, left: true });

  // Where no stream can be opened, the others see this page all the same.
  schedule(SHORTEST_MS);
  const stopListening = listenToStream({
    type: "presence",
    // Whoever came before it was open is in the answer, and whoever comes later in the stream: nobody falls between the two.
    onOpen: () => schedule(0),
    onNotice: (notice) => {
      const sign = present.safeParse(notice);
      if (sign.success && sign.data.workflowId === workflowId) take([sign.data]);
    },
  });
  const stopFollowing = follow?.(soon);
  const onVisible = () => {
    if (document.visibilityState === "visible") soon();
  };
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("pagehide", leave);
  return () => {
    stopped = true;
    clearTimeout(timer);
    stopListening();
    stopFollowing?.();
    document.removeEventListener("visibilitychange", onVisible);
    window.removeEventListener("pagehide", leave);
    leave();
  };
}

interface OwnSign {
  workflowId: string;
  tabId: string;
  nodeId: string | null;
  left?: boolean;
}

/** Null where it could not be said: the next one may. */
const say = ({ workflowId, ...body }: OwnSign) =>
  callDoor(sayHere, { params: { workflowId }, body }, { keepalive: body.left === true }).catch(() => null);
