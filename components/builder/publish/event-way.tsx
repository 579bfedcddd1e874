import { ArrowRight, CircleX, OctagonX } from "lucide-react";
import { Fragment } from "react";
import type { ComparedEvent, Way, WayStep } from "@/lib/contracts/backtest";
import { RelativeTime } from "../../ui/relative-time";
import { endWords } from "./backtest-words";

/** An event that can be opened, with its way before and after. */
export function EventWay({ event, liveVersion }: { event: ComparedEvent; liveVersion: number | null }) {
  return (
    <li className="bk-event">
      <div>
        <a href={`/events?open=${encodeURIComponent(event.eventId)}`} target="_blank" rel="noreferrer">
          {event.about ?? event.eventId}
        </a>
        <RelativeTime at={event.receivedAt} />
      </div>
      <Ways {...event} liveVersion={liveVersion} />
    </li>
  );
}

export function Ways(props: { before: Way | null; after: Way; liveVersion: number | null }) {
  const { before, after, liveVersion } = props;
  const isSame = before !== null && JSON.stringify(before) === JSON.stringify(after);
  return (
    <dl className="bk-ways">
      {before && !isSame && <OneWay label={`v${liveVersion}`} way={before} />}
      <OneWay label={isSame ? "Both" : "Draft"} way={after} />
    </dl>
  );
}

function OneWay({ label, way }: { label: string; way: Way }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {keyed(way.steps).map(({ step, first }) => (
          <Fragment key={step.nodeId}>
            {!first && <ArrowRight role="img" aria-label="then" size={12} strokeWidth={1.5} />}
            <Step step={step} />
          </Fragment>
        ))}
        <small data-ends={way.ends}>
          {way.ends === "not_started" && way.reason ? way.reason : endWords(way)}
          {way.ends === "failed" && way.reason && `: ${way.reason}`}
        </small>
      </dd>
    </div>
  );
}

const keyed = (steps: readonly WayStep[]) => steps.map((step, index) => ({ step, first: index === 0 }));

function Step({ step: { name, does, branches } }: { step: WayStep }) {
  return (
    <span className="bk-step" data-does={does}>
      {does === "stopped" && <OctagonX role="img" aria-label="stops at" size={12} strokeWidth={2} />}
      {does === "fails" && <CircleX role="img" aria-label="fails at" size={12} strokeWidth={2} />}
      {name}
      {branches.length > 0 && <i>{branches.join(", ")}</i>}
    </span>
  );
}
