"use client";
import type { ReactNode } from "react";
import type { BacktestAnswer } from "@/lib/contracts/backtest";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/skeleton";
import { useCommands } from "../builder-context";
import { BacktestResult } from "./backtest-result";
import { largeChangeWords } from "./backtest-words";
import type { useBacktest } from "./use-backtest";

interface Props {
  query: ReturnType<typeof useBacktest>;
  /** A large change, and whether somebody has said that it is meant. */
  large: { asked: boolean; meant: boolean; onMeant: (meant: boolean) => void };
}

/** In the publish dialog: what the change does to the events of the past. */
export function BacktestSection({ query, large }: Props) {
  const { openDialog } = useCommands();
  const { data } = query;
  return (
    <section>
      <div className="bk-heading">
        <h3 className="bd-h3">What would be different</h3>
        {data && data.events > 0 && (
          <button type="button" className="bd-link" onClick={() => openDialog("backtest")}>
            Try more events
          </button>
        )}
      </div>
      <BacktestBody query={query} />
      {data && large.asked && <Tick answer={data} large={large} />}
    </section>
  );
}

export function BacktestBody({ query }: { query: ReturnType<typeof useBacktest> }): ReactNode {
  if (query.data) return <BacktestResult answer={query.data} />;
  if (query.isError)
    return (
      <div className="bd-box bd-check" data-tone="error" role="alert">
        <b>Not compared</b>
        <span>{query.error.message}</span>
        <Button size="sm" onClick={() => void query.refetch()}>
          Try again
        </Button>
      </div>
    );
  return query.isFetching ? (
    <Skeleton className="bk-skeleton" />
  ) : (
    <p className="bd-box bd-box-text">Compared as soon as there are no errors.</p>
  );
}

function Tick({ answer, large }: { answer: BacktestAnswer; large: Props["large"] }) {
  return (
    <label className="bk-tick">
      <input
        type="checkbox"
        checked={large.meant}
        onChange={(event) => large.onMeant(event.target.checked)}
      />
      <span>{largeChangeWords(answer)}</span>
    </label>
  );
}
