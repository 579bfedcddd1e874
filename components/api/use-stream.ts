"use client";
import { useEffect, useRef } from "react";
import { STREAM_PATH } from "@/lib/contracts/runs";

/** Calls back when runs move or deliveries come, at most every 400 ms. The browser reconnects by itself. */
export function useStream(type: "run" | "delivery", onNews: () => void): void {
  const callback = useRef(onNews);
  callback.current = onNews;
  useEffect(() => {
    const source = new EventSource(STREAM_PATH);
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener(type, () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        callback.current();
      }, 400);
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [type]);
}
