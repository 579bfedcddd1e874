/** The end of a server that lets what is under way finish. */
import type { Server, ServerResponse } from "node:http";
import { removeFrom } from "../base/remove-from";

/** Resolves when no connection is left. `release` ends what has no end of its own (event streams) and what requests need. */
export type Drain = (release: () => Promise<void>) => Promise<void>;

/** For requests under way; together with the next two it stays below the supervisor's deadline. */
const FINISH_MS = 7_000;
/** A database that hangs must not hold up the end: its connections go with the process. */
const RELEASE_MS = 1_500;
const CLOSE_MS = 500;

export function trackRequests(server: Server): Drain {
  const open: ServerResponse[] = [];
  let draining = false;
  let onFewer: () => void = () => undefined;
  server.prependListener("request", (_request, response) => {
    open.push(response);
    if (draining) response.setHeader("connection", "close");
    response.once("close", () => {
      removeFrom(open, response);
      onFewer();
    });
  });
  const idle = () =>
    new Promise<void>((resolve) => {
      onFewer = () => {
        if (open.every(isEventStream)) resolve();
      };
      onFewer();
      setTimeout(resolve, FINISH_MS).unref();
    });
  return async (release) => {
    draining = true;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const response of open) if (!response.headersSent) response.setHeader("connection", "close");
    await idle();
    await Promise.race([release(), new Promise((resolve) => setTimeout(resolve, RELEASE_MS).unref())]);
    server.closeIdleConnections();
    const late = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
    await closed;
    clearTimeout(late);
  };
}

/** Next.js sets its headers one by one; those given to writeHead alone could not be read here. */
const isEventStream = (response: ServerResponse) =>
  response.headersSent && String(response.getHeader("content-type")).startsWith("text/event-stream");
