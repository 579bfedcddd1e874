"use client";
import { useSyncExternalStore } from "react";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];
const EVERY_MS = 15_000;
const format = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });

export function relativeTime(at: string, nowMs: number): string {
  const difference = new Date(at).getTime() - nowMs;
  const [unit, ms] = UNITS.find(([, size]) => Math.abs(difference) >= size) ?? ["second", 1000];
  return Math.abs(difference) < 5000 ? "just now" : format.format(Math.trunc(difference / ms), unit);
}

/** One clock for all that is on the page. */
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let nowMs = 0;

function tick(): void {
  nowMs = Date.now();
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  if (watchers.size === 0) {
    nowMs = Date.now();
    timer = setInterval(tick, EVERY_MS);
  }
  watchers.add(tell);
  return () => {
    watchers.delete(tell);
    if (watchers.size === 0) clearInterval(timer);
  };
}
const readNow = () => nowMs;
const onServer = () => 0;

/** "5 min ago", growing older by itself; the exact time is in the tooltip. */
export function RelativeTime({ at }: { at: string }) {
  // Only says when to draw again: something may have come since the last tick.
  const now = useSyncExternalStore(watch, readNow, onServer);
  return (
    <time dateTime={at} title={new Date(at).toISOString()}>
      {now === 0 ? at.slice(0, 16).replace("T", " ") : relativeTime(at, Date.now())}
    </time>
  );
}
