/** Hands on to the pages process whatever is no webhook. While that starts, requests wait for it a little. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { createProxyServer } from "httpxy";

export interface PagesProxy {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** There are pages from now on. */
  open(): void;
  /** There are none just now. */
  close(): void;
}

/** A start takes two to three seconds. */
const WAIT_MS = 15_000;
const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const NOT_UP = "Hookline's pages are starting. Events are accepted meanwhile; try again in a moment.";

export function createPagesProxy(options: {
  socketPath: string;
  /** A request that may have changed something was answered; called before its sender hears of it. */
  onChange(): void;
  /** In ms; tests shorten it. */
  waitMs?: number;
}): PagesProxy {
  const { socketPath, onChange, waitMs = WAIT_MS } = options;
  const gate = createGate();
  const proxy = createProxyServer({ target: { socketPath }, xfwd: true });
  proxy.on("proxyRes", (answer, request, response) => {
    if (!SAFE.has(request.method ?? "")) onChange();
    // Said by a drain: this connection will not be kept.
    if (response.getHeader("connection") === "close") answer.headers.connection = "close";
  });

  return {
    async handle(request, response) {
      if (!(await gate.opensWithin(waitMs))) return answerNotUp(request, response);
      try {
        await proxy.web(request, response);
      } catch (error) {
        if (!isAway(error)) throw error;
        if (response.headersSent) response.destroy();
        else answerNotUp(request, response);
      }
    },
    upgrade(request, socket, head) {
      socket.on("error", () => undefined);
      proxy.ws(request, socket as never, {}, head).catch(() => socket.destroy());
    },
    open: gate.open,
    close: gate.close,
  };
}

/** It has ended, perhaps in the middle of an answer. */
const isAway = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  ["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE"].includes(String(error.code));

function answerNotUp(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const isPage = (request.headers.accept ?? "").includes("text/html");
  response.writeHead(503, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json",
    "cache-control": "no-store",
    "retry-after": "2",
  });
  response.end(
    isPage
      ? `<!doctype html><title>Hookline</title><meta http-equiv="refresh" content="2"><p>${NOT_UP}`
      : JSON.stringify({ error: NOT_UP }),
  );
}

function createGate() {
  let isOpen = false;
  let waiting: (() => void)[] = [];
  return {
    open() {
      isOpen = true;
      for (const go of waiting.splice(0)) go();
    },
    close() {
      isOpen = false;
    },
    /** Whether it was open, or opened in time. */
    async opensWithin(ms: number): Promise<boolean> {
      if (isOpen) return true;
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => {
          waiting = waiting.filter((one) => one !== go);
          resolve();
        }, ms);
        const go = () => {
          clearTimeout(late);
          resolve();
        };
        waiting.push(go);
      });
      return isOpen;
    },
  };
}
