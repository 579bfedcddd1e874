/**
 * Endpoints with their keys and subscriptions, kept in memory by a process that receives deliveries. Triggers of the tables tell of every
 * change over NOTIFY, whichever process made it; and nothing is kept longer than a second, so that a lost connection
 * cannot make it stale for longer.
 */
import pg from "pg";
import type { EventStore, StoredEndpoint } from "../ingest/event-store";

const CHANNEL = "hookline_endpoint";
const MAX_AGE_MS = 1_000;
const MAX_ENTRIES = 10_000;
const RECONNECT_MS = 1_000;

export interface EndpointCache {
  find: EventStore["findEndpoint"];
  /** Forgets all: this process has just changed something and must not wait to be told. */
  clear(): void;
  close(): Promise<void>;
}

interface Entry {
  endpoint: Promise<StoredEndpoint | null>;
  /** In ms of performance.now(). */
  readAt: number;
}

export function createEndpointCache(options: {
  url: string;
  find: EventStore["findEndpoint"];
  /** A second at the most; tests that ask for what NOTIFY does choose a longer time. */
  maxAgeMs?: number;
}): EndpointCache {
  const { url, find, maxAgeMs = MAX_AGE_MS } = options;
  const entries = new Map<string, Entry>();
  const ears = listen(url, (id) => entries.delete(id));

  function read(id: string): Promise<StoredEndpoint | null> {
    const entry: Entry = { endpoint: find(id), readAt: performance.now() };
    const drop = () => {
      if (entries.get(id) === entry) entries.delete(id);
    };
    // Addresses that were never issued are not kept: there is no end of them.
    entry.endpoint.then((endpoint) => endpoint === null && drop(), drop);
    if (entries.size >= MAX_ENTRIES) entries.clear();
    entries.set(id, entry);
    return entry.endpoint;
  }

  return {
    find(id) {
      ears.open();
      const known = entries.get(id);
      const isFresh = known !== undefined && performance.now() - known.readAt < maxAgeMs;
      return isFresh ? known.endpoint : read(id);
    },
    clear: () => entries.clear(),
    close: () => ears.close(),
  };
}

/** One connection that listens, opened with the first delivery and again after it was lost. */
function listen(url: string, heard: (id: string) => void): { open(): void; close(): Promise<void> } {
  let client: pg.Client | null = null;
  let closed = false;
  let notBefore = 0;

  function open(): void {
    if (client !== null || closed || performance.now() < notBefore) return;
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: "hookline endpoints",
    });
    client = next;
    const lost = () => {
      if (client !== next) return;
      client = null;
      notBefore = performance.now() + RECONNECT_MS;
    };
    next.on("error", lost);
    next.on("end", lost);
    next.on("notification", ({ payload }) => heard(payload ?? ""));
    next
      .connect()
      .then(() => next.query(`listen ${CHANNEL}`))
      .catch(lost);
  }

  return {
    open,
    async close() {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}
