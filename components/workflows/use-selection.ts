"use client";
import { useCallback, useRef, useState } from "react";
import type { WorkflowSummary } from "@/lib/contracts/workflows";

/** Which rows are chosen. What the filters hide is not, whatever was chosen before. */
export function useSelection(shown: readonly WorkflowSummary[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const order = useRef(shown);
  order.current = shown;
  const last = useRef<string | null>(null);
  const select = useCallback((id: string, on: boolean, extend: boolean) => {
    const all = order.current.map((one) => one.id);
    const [from, to] = [all.indexOf(extend ? (last.current ?? id) : id), all.indexOf(id)];
    const span = all.slice(Math.min(from, to), Math.max(from, to) + 1);
    last.current = id;
    setIds((before) => {
      const next = new Set(before);
      for (const one of from === -1 ? [id] : span) {
        if (on) next.add(one);
        else next.delete(one);
      }
      return next;
    });
  }, []);
  const clear = useCallback(() => setIds(new Set()), []);
  return {
    ids,
    chosen: shown.filter(({ id }) => ids.has(id)),
    select,
    clear,
    selectAll: (on: boolean) => setIds(new Set(on ? shown.map(({ id }) => id) : [])),
  };
}
