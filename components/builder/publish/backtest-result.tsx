"use client";
import { useId, useState } from "react";
import type { BacktestAnswer, ChangeKind } from "@/lib/contracts/backtest";
import { counted, populationWords, type Share, sharesOf } from "./backtest-words";
import { EventWay, Ways } from "./event-way";
import "./backtest.css";

/** What would be different, as a sentence, a bar, and events to look at. */
export function BacktestResult({ answer }: { answer: BacktestAnswer }) {
  if (answer.events === 0) return <NoEvents answer={answer} />;
  return <Compared answer={answer} />;
}

function Compared({ answer }: { answer: BacktestAnswer }) {
  const [open, setOpen] = useState<ChangeKind | null>(null);
  const list = useId();
  const shares = sharesOf(answer);
  return (
    <div className="bd-box bk-box">
      <div className="bk-summary">
        <p>
          {populationWords(answer)}:{" "}
          {shares.map(({ kind, count, words }, index) => (
            <span key={kind}>
              {index > 0 && ", "}
              <b>{counted(count)}</b> {words}
            </span>
          ))}
        </p>
        <Bar shares={shares} />
        <ul className="bk-legend">
          {shares
            .filter(({ count }) => count > 0)
            .map((share) => (
              <li key={share.kind}>
                <i data-kind={share.kind} />
                {counted(share.count)} {share.words}
                <button
                  type="button"
                  className="bd-link"
                  aria-expanded={open === share.kind}
                  aria-controls={list}
                  aria-label={`${open === share.kind ? "Hide" : "Show"} ${share.words}`}
                  onClick={() => setOpen(open === share.kind ? null : share.kind)}
                >
                  {open === share.kind ? "Hide" : "Show"}
                </button>
              </li>
            ))}
        </ul>
        <Guesses answer={answer} />
      </div>
      <div id={list}>{open && <Examples answer={answer} kind={open} />}</div>
    </div>
  );
}

function Bar({ shares }: { shares: readonly Share[] }) {
  return (
    <div className="bk-bar" aria-hidden>
      {shares
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => (
          <i key={kind} data-kind={kind} style={{ flexGrow: count }} />
        ))}
    </div>
  );
}

function Examples({ answer, kind }: { answer: BacktestAnswer; kind: ChangeKind }) {
  const events = answer.examples[kind];
  const more = answer.counts[kind] - events.length;
  return (
    <ul className="bk-events">
      {events.map((event) => (
        <EventWay key={event.eventId} event={event} liveVersion={answer.liveVersion} />
      ))}
      {more > 0 && <li className="bk-more">{`and ${counted(more)} older ones`}</li>}
    </ul>
  );
}

function Guesses({ answer: { guessed } }: { answer: BacktestAnswer }) {
  if (guessed.length === 0) return null;
  const names = guessed.map(({ name }) => `“${name}”`).join(", ");
  return (
    <p className="bk-guess">
      {names} {guessed.length === 1 ? "decides" : "decide"} by another step’s answer. Nothing is sent here, so
      its example was taken.
    </p>
  );
}

function NoEvents({ answer: { sample, liveVersion } }: { answer: BacktestAnswer }) {
  return (
    <div className="bd-box bk-box">
      <div className="bk-summary">
        <p>
          No event for this trigger has come yet.
          {sample ? " This is how the built-in example would go:" : ""}
        </p>
        {sample && <Ways {...sample} liveVersion={liveVersion} />}
      </div>
    </div>
  );
}
