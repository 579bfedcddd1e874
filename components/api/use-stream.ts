"use client";
import { useEffect, useRef } from "react";
import { listenToStream } from "./page-stream";

/** Calls back when runs move or deliveries come, at most once in `everyMs`. The browser reconnects by itself. */
export function useStream(type: "run" | "delivery", onNews: () => void, everyMs = 400): void {
  const callback = useRef(onNews);
  callback.current = onNews;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const news = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        callback.current();
      }, everyMs);
    };
    const stop = listenToStream({
      type,
      onNotice: news,
      // What happened while the stream was away, it does not tell; nor what did between the page's first answers and its opening.
      onOpen: news,
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [type, everyMs]);
}
