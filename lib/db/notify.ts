/**
 * What happened, for pages that are open: PostgreSQL's NOTIFY on one channel. It is sent a moment after the commit it tells of, on its own:
 * a transaction that notifies holds a lock of the whole cluster until it is flushed, so that no two of them commit together. A payload
 * has at most 8000 bytes; a larger batch says only that something of this kind happened.
 */
import type pg from "pg";

export const CHANNEL = "hookline";
const MAX_BYTES = 7_500;

export type Notice =
  | {
      type: "run";
      workspaceId: string;
      runId: string | null;
      workflowId: string | null;
      status: string | null;
    }
  | { type: "delivery"; workspaceId: string; deliveryId: string | null; eventId: string | null }
  /** A workflow was changed; `revision` is that of its draft, null where something else about it changed. */
  | { type: "workflow"; workspaceId: string; workflowId: string | null; revision: number | null }
  /** Somebody has a workflow open. Said again every few seconds, and stored nowhere. */
  | ({ type: "presence"; workspaceId: string } & Present);

export interface Present {
  workflowId: string | null;
  /** One open page. */
  tabId: string;
  userId: string;
  name: string;
  /** The step that is selected there. */
  nodeId: string | null;
  /** The page is being closed. */
  left: boolean;
}

/** The newest notice per subject, as one payload. */
function payloadOf(notices: readonly Notice[]): string {
  const whole = JSON.stringify(notices);
  if (Buffer.byteLength(whole) <= MAX_BYTES) return whole;
  return JSON.stringify(newestPerKind(notices).slice(0, 50));
}

const newestPerKind = (notices: readonly Notice[]): Notice[] => [
  ...new Map(notices.map((notice) => [`${notice.type} ${notice.workspaceId}`, general(notice)])).values(),
];

function general(notice: Notice): Notice {
  switch (notice.type) {
    case "run":
      return { ...notice, runId: null, workflowId: null, status: null };
    case "delivery":
      return { ...notice, deliveryId: null, eventId: null };
    default:
      return { ...notice, workflowId: null };
  }
}

/** Long enough to tell of a burst in one statement, too short to be seen. */
const GATHER_MS = 50;
/** For a batch that hangs; then the next one goes all the same. */
const PATIENCE_MS = 2_000;
/** More than a payload can name one by one. */
const MAX_KEPT = 100;

export interface Notices {
  /** Best effort: a page that misses one shows the change when it is loaded again. */
  send(notices: readonly Notice[]): void;
  /** Sends what was gathered. */
  close(): Promise<void>;
}

/** Until it has ended, well or not, or for so long. */
function within(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms).unref();
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(end, end);
  });
}

export function createNotices(pool: pg.Pool): Notices {
  let gathered: Notice[] = [];
  let timer: NodeJS.Timeout | null = null;

  let told: Promise<void> = Promise.resolve();

  /** One after another: over two connections the later one may come first, and who left would seem to be here. What comes meanwhile gathers. */
  function tell(): Promise<void> {
    told = told.then(async () => {
      timer = null;
      if (gathered.length === 0) return;
      const payload = payloadOf(gathered);
      gathered = [];
      await within(PATIENCE_MS, pool.query("select pg_notify($1, $2)", [CHANNEL, payload]));
    });
    return told;
  }

  return {
    send(notices) {
      gathered.push(...(gathered.length < MAX_KEPT ? notices : notices.map(general)));
      if (gathered.length > 2 * MAX_KEPT) gathered = newestPerKind(gathered);
      timer ??= setTimeout(tell, GATHER_MS);
    },
    async close() {
      if (timer === null) return;
      clearTimeout(timer);
      await tell();
    },
  };
}
