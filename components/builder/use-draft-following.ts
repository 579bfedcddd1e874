"use client";
import { useEffect } from "react";
import { isRecord } from "@/lib/base/json";
import { listenToStream } from "../api/page-stream";
import { useScene } from "./builder-context";
import { follow } from "./create-autosave";

/** Takes in what other pages save, as soon as they do. */
export function useDraftFollowing(): void {
  const { store, autosave } = useScene();
  useEffect(() => {
    const { id } = store.getState().facts;
    return listenToStream({
      type: "workflow",
      onNotice: (notice) => {
        if (!isRecord(notice) || (notice.workflowId !== null && notice.workflowId !== id)) return;
        // This page's own save comes back, too.
        const known = typeof notice.revision === "number" && notice.revision <= autosave.revision;
        if (!known) void follow(store, autosave);
      },
      onOpen: () => void follow(store, autosave),
    });
  }, [store, autosave]);
}
