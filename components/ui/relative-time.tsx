"use client";
import { useEffect, useState } from "react";

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

/** "5 min ago", growing older by itself; the exact time is in the tooltip. */
export function RelativeTime({ at }: { at: string }) {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={new Date(at).toISOString()} suppressHydrationWarning>
      {now === null ? at.slice(0, 16).replace("T", " ") : relativeTime(at, now)}
    </time>
  );
}
