/**
 * Who has which workflow open. Nothing is stored: every open builder says so every few seconds, PostgreSQL's NOTIFY carries it to every
 * web process, and each remembers for a moment what it heard.
 */
import type { Notice, Present } from "@/lib/db/notify";

/** Twice what builders keep between two signs of life. */
const REMEMBERED_MS = 20_000;
/** What a page said just before it left may come after that. */
const LEFT_MS = 5_000;
/** A caller cannot fill the memory. */
const MAX_TABS = 5_000;

export interface WhoIsHere {
  /** False: nobody is to be told. */
  hear(notice: Notice): boolean;
  /** Open builders of one workflow, in the order in which they came. */
  at(workspaceId: string, workflowId: string): (Present & { silentMs: number })[];
}

interface Heard {
  workspaceId: string;
  /** With `left` while what it said before that may still come. */
  present: Present;
  atMs: number;
}

export function createWhoIsHere(now: () => number = Date.now): WhoIsHere {
  const tabs = new Map<string, Heard>();

  function forgetOld(): void {
    for (const [key, { atMs, present }] of tabs)
      if (now() - atMs > (present.left ? LEFT_MS : REMEMBERED_MS)) tabs.delete(key);
  }

  return {
    hear(notice) {
      if (notice.type !== "presence") return false;
      forgetOld();
      const { type: _, workspaceId, ...present } = notice;
      const key = `${workspaceId} ${present.workflowId} ${present.userId} ${present.tabId}`;
      const before = tabs.get(key);
      if (before?.present.left && !present.left) return false;
      if (before !== undefined || tabs.size < MAX_TABS) tabs.set(key, { workspaceId, present, atMs: now() });
      return true;
    },
    at(workspaceId, workflowId) {
      forgetOld();
      return [...tabs.values()].flatMap(({ present, ...heard }) =>
        heard.workspaceId === workspaceId && present.workflowId === workflowId && !present.left
          ? [{ ...present, silentMs: now() - heard.atMs }]
          : [],
      );
    },
  };
}
