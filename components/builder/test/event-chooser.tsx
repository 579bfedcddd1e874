"use client";
import { keepPreviousData } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import { callDoor } from "@/lib/contracts/call";
import {
  getTriggerEvent,
  listSamples,
  listTriggerEvents,
  listTriggerExamples,
  type Sample,
  type TriggerEvent,
  type TriggerExample,
} from "@/lib/contracts/samples";
import { useDoorQuery } from "../../api/use-door";
import { RelativeTime } from "../../ui/relative-time";
import { useScene } from "../builder-context";
import { ChooserGroup, ChooserRow } from "./chooser-group";
import { SampleMenu } from "./sample-menu";
import { asTestEvent, eventName, exampleEvent, sampleEvent, shortAbout } from "./test-event";
import type { TestEvent } from "./test-store";
import { useExampleWays } from "./use-example-ways";
import { useTestEvent } from "./use-test-event";

const FEW = 4;
const MANY = 50;

/** What to test with: real events, kept samples, and the examples that come with the trigger. */
export function EventChooser({ triggerType }: { triggerType: string }) {
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const { event } = useTestEvent();
  return (
    <div className="bt-chooser">
      <label className="bt-search">
        <Search aria-hidden size={14} />
        <input
          type="search"
          aria-label="Search events to test with"
          placeholder="Person, link, campaign, sample"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <div className="bt-choices" role="radiogroup" aria-label="Test with">
        {event && (event.kind === "edited" || event.kind === "pinned") && (
          <ChooserGroup title={event.kind === "pinned" ? "Pinned" : "Edited here"}>
            <ChooserRow checked name={event.name} about={event.about} onChoose={() => undefined} />
          </ChooserGroup>
        )}
        <RecentEvents triggerType={triggerType} search={search} event={event} />
        <SavedSamples triggerType={triggerType} search={search} event={event} />
        <BuiltIn triggerType={triggerType} search={search} event={event} />
      </div>
    </div>
  );
}

interface PartProps {
  triggerType: string;
  search: string;
  event: TestEvent | null;
}

function RecentEvents({ triggerType, search, event }: PartProps) {
  const { tests } = useScene();
  const [all, setAll] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { data, error, isLoading } = useDoorQuery(
    listTriggerEvents,
    {
      params: { triggerType },
      query: { limit: all ? MANY : FEW, ...(search === "" ? {} : { q: search }) },
    },
    { placeholderData: keepPreviousData, retry: false },
  );
  const asked = useRef("");
  const choose = async ({ id }: TriggerEvent) => {
    setProblem(null);
    asked.current = id;
    const { chosen } = tests.getState();
    try {
      const found = await callDoor(getTriggerEvent, { params: { triggerType, eventId: id } });
      // The arrow keys are faster than answers: what was gone to since then is what counts.
      const isLate = asked.current !== id || tests.getState().chosen !== chosen;
      if (!isLate) tests.getState().choose(asTestEvent(triggerType, found));
    } catch (thrown) {
      setProblem((thrown as Error).message);
    }
  };
  const events = data?.events ?? [];
  const nothing =
    data?.events.length === 0 &&
    (search === "" ? "No real event has arrived yet." : `Nothing with “${search}”.`);
  const more = data?.nextCursor && !all ? "More" : undefined;
  return (
    <ChooserGroup title="Recent" more={more} onMore={() => setAll(true)}>
      {events.map((each) => (
        <ChooserRow
          key={each.id}
          name={eventName(each)}
          about={each.person === null ? null : shortAbout(each.about)}
          aside={<RelativeTime at={each.receivedAt} />}
          checked={event?.kind === "event" && event.id === each.id}
          onChoose={() => void choose(each)}
        />
      ))}
      <Note error={problem ?? error?.message}>{isLoading ? "Looking for real events…" : nothing}</Note>
    </ChooserGroup>
  );
}

function SavedSamples({ triggerType, search, event }: PartProps) {
  const { tests } = useScene();
  const { data, error } = useDoorQuery(listSamples, { query: { triggerType } });
  const samples = (data?.samples ?? []).filter(({ name }) => includes(name, search));
  if (error === null && samples.length === 0) return null;
  return (
    <ChooserGroup title="Saved">
      {samples.map((sample: Sample) => (
        <ChooserRow
          key={sample.id}
          name={sample.name}
          about={aboutOf(sample)}
          aside={<SampleMenu sample={sample} />}
          checked={event?.kind === "sample" && event.id === sample.id}
          onChoose={() => tests.getState().choose(sampleEvent(sample))}
        />
      ))}
      <Note error={error?.message} />
    </ChooserGroup>
  );
}

function BuiltIn({ triggerType, search, event }: PartProps) {
  const { tests } = useScene();
  const [all, setAll] = useState(false);
  const { data, error } = useDoorQuery(listTriggerExamples, { params: { triggerType } });
  const ways = useExampleWays();
  const found = (data?.examples ?? []).filter(({ name, summary }) => includes(`${name} ${summary}`, search));
  const open = all || search !== "";
  const shown = found.filter(
    ({ id }, index) => open || index < FEW || isChosen(event, id) || SPECIAL.has(id),
  );
  if (error === null && data !== undefined && found.length === 0) return null;
  const left = found.length - shown.length;
  return (
    <ChooserGroup title="Built in" more={left > 0 ? `${left} more` : undefined} onMore={() => setAll(true)}>
      {shown.map((example: TriggerExample) => (
        <ChooserRow
          key={example.id}
          name={example.name}
          hint={example.summary}
          way={ways.get(example.id)}
          checked={isChosen(event, example.id)}
          onChoose={() => tests.getState().choose(exampleEvent(triggerType, example))}
        />
      ))}
      <Note error={error?.message}>{data === undefined && error === null && "Loading…"}</Note>
    </ChooserGroup>
  );
}

/** What people most often forget is in sight without a click. */
const SPECIAL: ReadonlySet<string> = new Set(["machine-click", "machine-open"]);

const isChosen = (event: TestEvent | null, id: string) => event?.kind === "example" && event.id === id;

const includes = (text: string, search: string) =>
  search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

const aboutOf = ({ output }: Sample): string | null => {
  const about = output.href ?? output.subject;
  return typeof about === "string" ? shortAbout(about) : null;
};

function Note({ error, children }: { error?: string | undefined; children?: string | false | undefined }) {
  if (error)
    return (
      <p className="bt-note" data-error role="alert">
        {error}
      </p>
    );
  return children ? <p className="bt-note">{children}</p> : null;
}
