"use client";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useRef } from "react";
import type { WorkflowSummary } from "@/lib/contracts/workflows";
import { useMayEdit } from "../shell/may-edit";
import type { ListSort } from "./arrange-list";
import type { StepKind } from "./step-kind";
import type { useListView } from "./use-list-view";
import { type RowActions, WorkflowRow } from "./workflow-row";
import "./table.css";

interface Props {
  shown: readonly WorkflowSummary[];
  kinds: ReadonlyMap<string, StepKind>;
  list: ReturnType<typeof useListView>;
  selected: ReadonlySet<string>;
  onSelectAll: (on: boolean) => void;
  renamingId: string | null;
  actions: RowActions;
}

export function WorkflowTable({ shown, kinds, list, selected, onSelectAll, renamingId, actions }: Props) {
  return (
    <div className="ui-card wl-card">
      <table className="wl-table" aria-label="Workflows" data-looking={!useMayEdit() || undefined}>
        <thead>
          <tr>
            <th className="wl-check">
              <SelectAll shown={shown} selected={selected} onSelectAll={onSelectAll} />
            </th>
            <SortHead list={list} sort="name" up="a" className="wl-name">
              Name
            </SortHead>
            <th scope="col" className="wl-steps">
              Steps
            </th>
            <SortHead list={list} sort="run" className="wl-last">
              Last run
            </SortHead>
            <th scope="col" className="wl-day">
              Runs, 24 h
            </th>
            <SortHead list={list} sort="failures" className="wl-failed">
              Failed
            </SortHead>
            <SortHead list={list} sort="edited" className="wl-edited">
              Edited
            </SortHead>
            <td className="wl-more" />
          </tr>
        </thead>
        <tbody>
          {shown.map((workflow) => (
            <WorkflowRow
              key={workflow.id}
              workflow={workflow}
              kinds={kinds}
              selected={selected.has(workflow.id)}
              renaming={renamingId === workflow.id}
              actions={actions}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SelectAll({ shown, selected, onSelectAll }: Pick<Props, "shown" | "selected" | "onSelectAll">) {
  const box = useRef<HTMLInputElement>(null);
  const count = shown.filter(({ id }) => selected.has(id)).length;
  const all = count > 0 && count === shown.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && !all;
  }, [count, all]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label="Select all"
      checked={all}
      onChange={() => onSelectAll(!all)}
    />
  );
}

interface HeadProps {
  list: Props["list"];
  sort: ListSort;
  /** Its first order goes up: from A to Z. The others begin with the newest, or the most. */
  up?: "a";
  className: string;
  children: string;
}

function SortHead({ list: { view, sortBy }, sort, up, className, children }: HeadProps) {
  const on = view.sort === sort;
  const ascending = (up !== undefined) !== view.reversed;
  const Arrow = ascending ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      className={className}
      aria-sort={on ? (ascending ? "ascending" : "descending") : undefined}
    >
      <button type="button" onClick={() => sortBy(sort)}>
        {children}
        {on && <Arrow aria-hidden size={12} />}
      </button>
    </th>
  );
}
