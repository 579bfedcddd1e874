/**
 * The one event stream of a page: a browser opens only six connections to a host, over all its tabs. It is closed while nobody listens,
 * and while the page is hidden; when it opens, listeners hear that they may have missed something.
 */
import { STREAM_PATH } from "@/lib/contracts/runs";

export interface StreamListener {
  type: "run" | "delivery" | "workflow" | "presence";
  onNotice: (data: unknown) => void;
  /** The stream is open, for the first time or again. */
  onOpen?: () => void;
}

const listeners = new Set<StreamListener>();
let source: EventSource | null = null;

/** Stops when called. */
export function listenToStream(listener: StreamListener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) document.addEventListener("visibilitychange", openOrClose);
  if (source?.readyState === EventSource.OPEN) listener.onOpen?.();
  openOrClose();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", openOrClose);
    openOrClose();
  };
}

function openOrClose(): void {
  const wanted = listeners.size > 0 && document.visibilityState === "visible";
  if (!wanted) {
    source?.close();
    source = null;
    return;
  }
  // The browser gives up where an answer is no stream, as while the server starts again.
  if (source !== null && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(STREAM_PATH);
  source.onopen = () => {
    for (const listener of listeners) listener.onOpen?.();
  };
  source.onerror = () => {
    if (source?.readyState === EventSource.CLOSED) setTimeout(openOrClose, REOPEN_MS);
  };
  for (const type of TYPES) source.addEventListener(type, tell);
}

const REOPEN_MS = 5_000;
const TYPES = ["run", "delivery", "workflow", "presence"] as const;

function tell({ type, data }: MessageEvent<string>): void {
  const notice: unknown = JSON.parse(data);
  for (const listener of listeners) if (listener.type === type) listener.onNotice(notice);
}
