"use client";
import { useQueryState } from "nuqs";
import { useMemo } from "react";
import { DoorError } from "@/lib/contracts/call";
import { getRun, type RunDetail } from "@/lib/contracts/runs";
import { useDoorQuery } from "../../api/use-door";
import { useStream } from "../../api/use-stream";
import { chainOf } from "./iteration-chain";

/** A run, and within it what is seen of one iteration: its steps and loops beside those around it. */
export interface RunView extends RunDetail {
  /** Keys of the iterations that are looked at, from the outside to the inside. */
  chain: readonly string[];
  /** The steps of the innermost iteration alone. */
  inner: RunDetail["steps"] | null;
}

/** The iteration lives in the address, so that what one looks at can be sent to somebody. */
export function useRunView(runId: string) {
  const [iteration, setIteration] = useQueryState("iteration", { history: "push" });
  const { data: run, error, refetch } = useDoorQuery(getRun, { params: { runId } });
  const chain = useMemo(
    () => (run && iteration !== null ? chainOf(run.document, iteration) : []),
    [run, iteration],
  );
  const outer = useIteration(runId, chain[0]);
  const inner = useIteration(runId, chain[1]);
  useStream("run", () => {
    void refetch();
    if (chain[0] !== undefined) void outer.refetch();
    if (chain[1] !== undefined) void inner.refetch();
  });
  const view = useMemo(
    () => run && viewOf(run, chain, [outer.data, inner.data]),
    [run, chain, outer.data, inner.data],
  );
  const isUnknown = iteration !== null && run !== undefined && chain.length === 0;
  const refusal = isUnknown ? NOT_THERE : refusalOf(outer.error ?? inner.error);
  return { view, error, refetch, refusal: iteration === null ? undefined : refusal, choose: setIteration };
}

const NOT_THERE = "There is no such item in this run.";

/** It may also be that it has not begun. */
const refusalOf = (error: Error | null): string | undefined =>
  error instanceof DoorError && error.status === 404 ? NOT_THERE : error?.message;

const useIteration = (runId: string, iteration: string | undefined) =>
  useDoorQuery(
    getRun,
    { params: { runId }, query: iteration === undefined ? {} : { iteration } },
    // The next item's steps take the place of the last one's; nothing is empty between.
    { enabled: iteration !== undefined, placeholderData: (before) => before },
  );

function viewOf(
  run: RunDetail,
  chain: readonly string[],
  found: readonly (RunDetail | undefined)[],
): RunView {
  const within = chain.flatMap((_, index) => found[index] ?? []);
  const last = within.at(-1);
  return {
    ...run,
    steps: [run, ...within].flatMap(({ steps }) => steps),
    loops: [run, ...within].flatMap(({ loops }) => loops),
    iteration: last?.iteration ?? null,
    chain,
    inner: chain.length > 0 ? (last?.steps ?? []) : null,
  };
}
