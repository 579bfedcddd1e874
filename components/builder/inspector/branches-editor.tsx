"use client";
import { MousePointerClick, Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { isRecord, type JsonValue } from "@/lib/base/json";
import { type ConditionGroup, conditionGroup } from "@/lib/conditions/condition";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Input } from "../../ui/input";
import { Segmented } from "../../ui/segmented";
import { newBranch } from "../new-node";
import { ConditionBuilder } from "./condition-builder";
import { EMPTY_GROUP, EMPTY_ROW } from "./condition-tree";
import { addressAskedFor, type Branch, isBlank, type LinkField, withLink } from "./link-branches";
import { type LinkActions, LinkChoice } from "./link-choice";
import { LinkOtherwise } from "./link-otherwise";
import { ListMoves } from "./list-moves";
import { DropPlace, MoveHandle } from "./moves";
import { useEntryFocus } from "./use-entry-focus";
import { type LinkBranches, useLinkBranches } from "./use-link-branches";

/** Leniently: what cannot be read starts empty, and validation has said so. */
function readBranches(value: JsonValue | undefined): Branch[] {
  return (Array.isArray(value) ? (value as unknown[]) : [])
    .filter(isRecord)
    .map(({ id, name, conditions }, index) => {
      const parsed = conditionGroup.safeParse(conditions);
      return {
        id: String(id ?? `b${index + 1}`),
        name: String(name ?? ""),
        conditions: parsed.success ? (parsed.data as ConditionGroup) : EMPTY_GROUP,
      };
    });
}

const emptyBranch = (branches: readonly Branch[]): Branch => ({
  ...newBranch(`Branch ${branches.length + 1}`),
  conditions: { match: "all", conditions: [EMPTY_ROW] },
});

interface Props {
  value: JsonValue | undefined;
  /** Changes of one series, made one after the other, are undone together. */
  onChange: (value: JsonValue, series?: string) => void;
  /** All that fit are taken. */
  all: boolean;
}
type Write = (branches: Branch[], series?: string) => void;

const WAYS = [
  { value: "link", label: "By link" },
  { value: "conditions", label: "By conditions" },
] as const;

/** Named ways out, tried from the top; Otherwise is always there and always last. */
export function BranchesEditor({ value, onChange, all }: Props) {
  const branches = useMemo(() => readBranches(value), [value]);
  const write: Write = (next, series) => onChange(next as unknown as JsonValue, series);
  const found = useLinkBranches(branches, all);
  const { field } = found;
  const [chosen, choose] = useState<"link" | "conditions" | null>(null);
  const way = field === null ? "conditions" : (chosen ?? (isByLink(branches, field) ? "link" : "conditions"));
  const actions = actionsOn(branches, write, field);
  return (
    <div className="flex flex-col gap-4">
      {field !== null && (
        <div>
          <Segmented label="How to branch" value={way} options={WAYS} onValueChange={choose} />
        </div>
      )}
      {found.sample !== null && branches.length > 0 && <SampleTakes sample={found.sample} />}
      {way === "link" ? (
        <LinkChoice found={found} actions={actions} />
      ) : (
        <BranchList branches={branches} write={write} />
      )}
      {field === null ? (
        <p className="ui-field-hint">If none fits, the run goes to Otherwise.</p>
      ) : (
        (way === "conditions" || branches.length > 0) && <LinkOtherwise found={found} actions={actions} />
      )}
    </div>
  );
}

/** Nothing that a list of links could not show. */
const isByLink = (branches: readonly Branch[], field: LinkField) =>
  branches.every((branch) => isBlank(branch) || addressAskedFor(branch.conditions, field) !== null);

const actionsOn = (branches: Branch[], write: Write, field: LinkField | null): LinkActions => ({
  add: (link) => field !== null && write(withLink(branches, link, field), "links"),
  remove: (branch) => write(without(branches, branch), "links"),
  rename: (branch, name) => write(renamed(branches, branch, name)),
});

const without = (branches: Branch[], { id }: Branch) => branches.filter((old) => old.id !== id);
const renamed = (branches: Branch[], { id }: Branch, name: string) =>
  branches.map((old) => (old.id === id ? { ...old, name } : old));

function SampleTakes({ sample: { address, takenBy } }: { sample: NonNullable<LinkBranches["sample"]> }) {
  return (
    <p className="in-links-sample" role="status" aria-label="The sample">
      <MousePointerClick aria-hidden size={14} />
      <span title={address}>
        The sample clicks <code>{pathOf(address)}</code>
      </span>
      <b className="ml-auto whitespace-nowrap">
        takes {takenBy.map(({ name }) => name).join(", ") || "Otherwise"}
      </b>
    </p>
  );
}

const pathOf = (address: string) => address.replace(/^https?:\/\/[^/?#]+/i, "") || address;

function BranchList({ branches, write }: { branches: Branch[]; write: Write }) {
  const focus = useEntryFocus<HTMLDivElement>(":scope > .in-ways > .in-drop");
  return (
    <div ref={focus.list} className="flex flex-col gap-4">
      <ListMoves entries={branches} onChange={write}>
        {branches.map((branch, index) => (
          <DropPlace key={branch.id} place={[index]}>
            <section className="in-branch" aria-label={branch.name || `Branch ${index + 1}`}>
              <div className="in-branch-head">
                <MoveHandle place={[index]} what={`branch ${branch.name || index + 1}`} />
                <Input
                  aria-label="Branch name"
                  value={branch.name}
                  maxLength={60}
                  onChange={(event) => write(renamed(branches, branch, event.target.value))}
                />
                <IconButton
                  label="Remove the branch"
                  onClick={() => {
                    focus.removing();
                    write(without(branches, branch));
                  }}
                >
                  <Trash2 aria-hidden size={14} />
                </IconButton>
              </div>
              <ConditionBuilder
                lead="Take it if"
                value={branch.conditions}
                onChange={(conditions) =>
                  write(branches.map((old) => (old === branch ? { ...branch, conditions } : old)))
                }
              />
            </section>
          </DropPlace>
        ))}
      </ListMoves>
      <div>
        <Button
          data-adds=""
          onClick={() => {
            focus.adding();
            write([...branches, emptyBranch(branches)]);
          }}
        >
          <Plus aria-hidden size={14} /> Add a branch
        </Button>
      </div>
    </div>
  );
}
