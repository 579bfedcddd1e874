"use client";
import { useEffect } from "react";
import { callDoor } from "@/lib/contracts/call";
import { present, sayHere } from "@/lib/contracts/workflows";
import { listenToStream } from "../../api/page-stream";
import { type BuilderScene, useScene } from "../builder-context";
import { type Heard, hear, peopleOf, type Sign } from "./people";

/** Between two signs of life of a builder that is in sight. */
const BEAT_MS = 10_000;
/** While somebody goes from step to step. */
const SHORTEST_MS = 2_000;

/** Says that this builder is open, and keeps who else has it open. A builder out of sight is silent, and so is soon gone for others. */
export function usePresence(): void {
  const scene = useScene();
  useEffect(() => bePresent(scene), [scene]);
}

function bePresent(scene: BuilderScene): () => void {
  const { store } = scene;
  const tabId = Math.random().toString(36).slice(2);
  const workflowId = store.getState().facts.id;
  let heard: Heard = new Map();
  let myUserId: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastMs = Number.NEGATIVE_INFINITY;
  let stopped = false;

  function show(signs: readonly Sign[]): void {
    heard = hear(heard, signs, { nowMs: Date.now(), tabId });
    if (myUserId !== null) store.getState().setPeople(peopleOf(heard, myUserId));
  }
  async function beat(): Promise<void> {
    schedule(BEAT_MS);
    if (document.visibilityState === "hidden") return;
    lastMs = performance.now();
    const answer = await say({ workflowId, tabId, nodeId: nodeIdOf(scene) });
    if (stopped || answer === null) return show([]);
    myUserId = answer.userId;
    show(answer.present);
  }
  function schedule(inMs: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void beat(), inMs);
  }
  const soon = () => schedule(Math.max(0, lastMs + SHORTEST_MS - performance.now()));
  const leave = () => void say({ workflowId, tabId, nodeId: null, left: true });

  const stopListening = listenToStream({
    type: "presence",
    onNotice: (notice) => {
      const sign = present.safeParse(notice);
      if (sign.success && sign.data.workflowId === workflowId) show([sign.data]);
    },
  });
  const stopFollowing = store.subscribe((state, before) => {
    if (state.selectedIds !== before.selectedIds) soon();
  });
  const onVisible = () => {
    if (document.visibilityState === "visible") soon();
  };
  document.addEventListener("visibilitychange", onVisible);
  window.addEventListener("pagehide", leave);
  // A moment later: a page that is left at once need not say that it was there.
  schedule(0);
  return () => {
    stopped = true;
    clearTimeout(timer);
    stopListening();
    stopFollowing();
    document.removeEventListener("visibilitychange", onVisible);
    window.removeEventListener("pagehide", leave);
    leave();
  };
}

function nodeIdOf({ store }: BuilderScene): string | null {
  const { selectedIds, history } = store.getState();
  const [only] = selectedIds;
  const isStep = selectedIds.length === 1 && history.document.nodes.some(({ id }) => id === only);
  return isStep ? (only ?? null) : null;
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
