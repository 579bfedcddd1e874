"use client";
import { useState } from "react";
import { BACKTEST_USUAL } from "@/lib/contracts/backtest";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Segmented } from "../../ui/segmented";
import { useBuilder, useCommands } from "../builder-context";
import { BacktestBody } from "./backtest-section";
import { useBacktest } from "./use-backtest";
import "./backtest.css";

const CHOICES = ["100", "1000", "10000"] as const;
const OPTIONS = CHOICES.map((value) => ({ value, label: Number(value).toLocaleString("en") }));

/** The draft on past events, whenever somebody wants to know. */
export function BacktestDialog() {
  const { openDialog } = useCommands();
  const live = useBuilder((state) => state.facts.live);
  const [events, setEvents] = useState<(typeof CHOICES)[number]>(
    CHOICES.find((choice) => Number(choice) === BACKTEST_USUAL) ?? "1000",
  );
  const query = useBacktest(Number(events));
  const close = () => openDialog(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="Try on past events"
      description={
        live
          ? `How the draft would treat them, compared with v${live.number}. Nothing is sent.`
          : "How the draft would treat them. Nothing is sent."
      }
      size="lg"
      footer={
        <>
          <Button onClick={() => void query.refetch()} loading={query.isFetching}>
            Run again
          </Button>
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        </>
      }
    >
      <div className="bk-dialog">
        <div className="bk-heading">
          <span>The last</span>
          <Segmented label="Events" value={events} options={OPTIONS} onValueChange={setEvents} />
          <span className="bk-took" role="status">
            {query.data && query.data.events > 0 && `took ${(query.data.tookMs / 1000).toFixed(1)} s`}
          </span>
        </div>
        <BacktestBody query={query} />
      </div>
    </Dialog>
  );
}
