/** Notices from PostgreSQL to the pages that are open: one listening connection per process, opened when the first page asks. */
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { CHANNEL, type Notice } from "@/lib/db/notify";
import type { Logger } from "../logger";

export interface StreamHub {
  /** Server-sent events of one workspace, once nothing can be missed any more; ends with the request or with the hub. */
  open(workspaceId: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>;
  /** Listens although no page is open yet. */
  listen(): void;
  close(): Promise<void>;
}

const RECONNECT_MS = 1_000;
/** A page opens its stream all the same when the database does not answer. */
const LONGEST_WAIT_MS = 1_000;
/** Proxies drop connections that are silent. */
const HEARTBEAT_MS = 15_000;
const encoder = new TextEncoder();

type Listener = (notice: Notice) => void;

interface HubDeps {
  url: string;
  logger: Logger;
  /** Every notice of every workspace, for what this process remembers itself. */
  hear: (notice: Notice) => void;
}

export function createStreamHub({ url, logger, hear }: HubDeps): StreamHub {
  const listeners = new Map<Listener, string>();
  const closed = new AbortController();
  let client: pg.Client | null = null;
  let listening = Promise.resolve();

  /** Ends when this process listens, or could not. */
  function connect(): Promise<void> {
    if (client === null && !closed.signal.aborted) listening = startListening();
    return listening;
  }

  async function startListening(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: "hookline stream",
    });
    client = next;
    const again = () => {
      if (client !== next) return;
      client = null;
      if (listeners.size > 0 && !closed.signal.aborted) setTimeout(connect, RECONNECT_MS);
    };
    next.on("error", again);
    next.on("end", again);
    next.on("notification", ({ payload }) => tell(payload));
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
    } catch (error) {
      logger.warn(
        { err: error },
        "cannot listen for changes; open pages show them when they are loaded again",
      );
      again();
    }
  }

  function tell(payload: string | undefined): void {
    const notices = JSON.parse(payload ?? "[]") as Notice[];
    for (const notice of notices) {
      hear(notice);
      for (const [listener, workspaceId] of listeners)
        if (workspaceId === notice.workspaceId) listener(notice);
    }
  }

  async function open(workspaceId: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    await Promise.race([connect(), delay(LONGEST_WAIT_MS, undefined, { ref: false })]);
    const ended = AbortSignal.any([signal, closed.signal]);
    return new ReadableStream({
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        const listener: Listener = ({ type, workspaceId: _, ...data }) =>
          send(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
        const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
        listeners.set(listener, workspaceId);
        // Tried again for the new listener, should the first try have failed.
        void connect();
        send(": open\n\n");
        const end = () => {
          clearInterval(heartbeat);
          listeners.delete(listener);
          // The reader may have canceled it already, and then there is nothing to close.
          try {
            controller.close();
          } catch {}
        };
        if (ended.aborted) end();
        else ended.addEventListener("abort", end);
      },
    });
  }

  return {
    open,
    listen: () => void connect(),
    async close() {
      closed.abort();
      await client?.end().catch(() => undefined);
    },
  };
}
