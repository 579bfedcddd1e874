"use client";
/** Conditions as sentences in groups, two deep, with what the sample says about each row and about the whole. */
import { Check, CircleDashed, Plus, Trash2, X } from "lucide-react";
import { Fragment, useMemo } from "react";
import { type ConditionGroup, type GroupReport, isGroup, type RowReport } from "@/lib/conditions/condition";
import { evaluateGroup } from "@/lib/conditions/evaluate";
import { decisiveRows, explainReport } from "@/lib/conditions/explain";
import { resolveTemplate } from "@/lib/graph/references";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Segmented } from "../../ui/segmented";
import { ConditionMoves } from "./condition-moves";
import { ConditionPreview } from "./condition-preview";
import { ConditionRow } from "./condition-row";
import { EMPTY_ROW, type Entry, entryAt, hasUnfinished, type Place, putAt } from "./condition-tree";
import { useInspector } from "./inspector-context";
import { DropPlace, MoveHandle } from "./moves";
import { useEntryFocus } from "./use-entry-focus";
import "./condition-builder.css";

interface Props {
  value: ConditionGroup;
  onChange: (value: ConditionGroup) => void;
  /** "Go on if", "Take it if". */
  lead: string;
}

const MATCHES = [
  { value: "all", label: "all" },
  { value: "any", label: "any" },
  { value: "none", label: "none" },
] as const;
const JOINS = { all: "and", any: "or", none: "or" } as const;

export function ConditionBuilder({ value, onChange, lead }: Props) {
  const { scope } = useInspector();
  const report = useMemo(
    () => evaluateGroup(value, (template) => resolveTemplate(template, scope), { now: new Date() }),
    [value, scope],
  );
  const put = (place: Place, entry: Entry | null) => onChange(putAt(value, place, entry));
  return (
    <ConditionMoves value={value} onChange={onChange}>
      <Group
        group={value}
        place={[]}
        report={report}
        lead={lead}
        put={put}
        onGroupChange={onChange}
        onAdd={(place, entry) => {
          const group = place.length === 0 ? value : (entryAt(value, place) as ConditionGroup);
          const longer = { ...group, conditions: [...group.conditions, entry] };
          if (place.length === 0) onChange(longer);
          else put(place, longer);
        }}
      />
      <Verdict group={value} report={report} />
      <ConditionPreview group={value} />
    </ConditionMoves>
  );
}

interface GroupProps {
  group: ConditionGroup;
  place: Place;
  report: GroupReport | undefined;
  lead: string;
  put: (place: Place, entry: Entry | null) => void;
  onGroupChange: (group: ConditionGroup) => void;
  onAdd: (place: Place, entry: Entry) => void;
}

function Group(props: GroupProps) {
  const { group, place, lead, onGroupChange } = props;
  const isInner = place.length > 0;
  const focus = useEntryFocus<HTMLDivElement>(":scope > .in-drop");
  const put: GroupProps["put"] = (at, entry) => {
    if (entry === null) focus.removing();
    props.put(at, entry);
  };
  const add = (entry: Entry) => {
    focus.adding();
    props.onAdd(place, entry);
  };
  return (
    <div ref={focus.list} className="in-group" data-inner={isInner || undefined}>
      <div className="in-group-head">
        {isInner ? <MoveHandle place={place} what={`group ${(place[0] ?? 0) + 1}`} /> : lead}
        <Segmented
          label="How many must hold"
          value={group.match}
          options={MATCHES}
          onValueChange={(match) => onGroupChange({ ...group, match })}
        />
        of these are true
        {isInner && (
          <IconButton className="ml-auto" label="Remove the group" onClick={() => props.put(place, null)}>
            <Trash2 aria-hidden size={14} />
          </IconButton>
        )}
      </div>
      {group.conditions.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <Fragment key={index}>
          {index > 0 && <p className="in-join">{JOINS[group.match]}</p>}
          <DropPlace place={[...place, index]}>
            <OneEntry
              {...props}
              put={put}
              entry={entry}
              place={[...place, index]}
              report={props.report?.rows[index]}
            />
          </DropPlace>
        </Fragment>
      ))}
      {group.conditions.length === 0 && (
        <p className="ui-field-hint">Without a condition nothing gets through. Add the first one.</p>
      )}
      <div className="flex gap-2">
        <Button size="sm" data-adds="" onClick={() => add(EMPTY_ROW)}>
          <Plus aria-hidden size={14} /> Add a condition
        </Button>
        {!isInner && (
          <Button size="sm" variant="ghost" onClick={() => add({ match: "any", conditions: [EMPTY_ROW] })}>
            Add a group
          </Button>
        )}
      </div>
    </div>
  );
}

type EntryProps = Omit<GroupProps, "report"> & { entry: Entry; report: RowReport | GroupReport | undefined };

function OneEntry({ entry, report, ...props }: EntryProps) {
  const { place, put } = props;
  return isGroup(entry) ? (
    <Group
      {...props}
      group={entry}
      report={report as GroupReport | undefined}
      onGroupChange={(next) => put(place, next)}
    />
  ) : (
    <ConditionRow
      row={entry}
      place={place}
      report={report as RowReport | undefined}
      onChange={(row) => put(place, row)}
    />
  );
}

/** The outcome for the sample; with more than one condition, what decided it. */
function Verdict({ group, report }: { group: ConditionGroup; report: GroupReport }) {
  const { labelOf } = useInspector();
  if (group.conditions.length === 0) return null;
  const because = group.conditions.length > 1 ? decisiveRows(report) : [];
  if (hasUnfinished(group))
    return (
      <p className="in-verdict">
        <CircleDashed aria-hidden size={14} /> Whether the sample fits shows once every condition is complete
      </p>
    );
  const Icon = report.passed ? Check : X;
  return (
    <p className="in-verdict" data-passed={report.passed}>
      <Icon aria-hidden size={14} strokeWidth={2} />
      <span>
        <b>{report.passed ? "The sample fits" : "The sample does not fit"}</b>
        {because.length === 1 && because[0] && <>: {explainReport(because[0], labelOf)}</>}
      </span>
    </p>
  );
}
