/**
 * Who has which workflow open. Nothing is stored: every open builder says so every few seconds, PostgreSQL's NOTIFY carries it to every
 * web process, and each remembers for a moment what it heard.
 */
import type { Notice, Present } from "@/lib/db/notify";

/** Twice what builders keep between two signs of life. */
const REMEMBERED_MS = 20_000;
/** A caller cannot fill the memory. */
const MAX_TABS = 5_000;

export interface WhoIsHere {
  hear(notice: Notice): void;
  /** Open builders of one workflow, in the order in which they came. */
  at(workspaceId: string, workflowId: string): (Present & { silentMs: number })[];
}

interface Heard {
  workspaceId: string;
  present: Present;
  atMs: number;
}

export function createWhoIsHere(now: () => number = Date.now): WhoIsHere {
  const tabs = new Map<string, Heard>();

  function forgetOld(): void {
    for (const [key, { atMs }] of tabs) if (now() - atMs > REMEMBERED_MS) tabs.delete(key);
  }

  return {
    hear(notice) {
      if (notice.type !== "presence") return;
      const { type: _, workspaceId, ...present } = notice;
      const key = `${workspaceId} ${present.workflowId} ${present.userId} ${present.tabId}`;
      if (present.left) tabs.delete(key);
      else if (tabs.has(key) || tabs.size < MAX_TABS) tabs.set(key, { workspaceId, present, atMs: now() });
    },
    at(workspaceId, workflowId) {
      forgetOld();
      return [...tabs.values()].flatMap(({ present, ...heard }) =>
        heard.workspaceId === workspaceId && present.workflowId === workflowId
          ? [{ ...present, silentMs: now() - heard.atMs }]
          : [],
      );
    },
  };
}
