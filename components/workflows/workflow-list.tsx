"use client";
import { Plus } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { listWorkflows, type WorkflowSummary } from "@/lib/contracts/workflows";
import { useDoorQuery } from "../api/use-door";
import { useStream } from "../api/use-stream";
import { useMayEdit } from "../shell/may-edit";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Kbd } from "../ui/kbd";
import { ListSkeleton } from "../ui/list-skeleton";
import { PageHeader } from "../ui/page-header";
import { Segmented } from "../ui/segmented";
import { arrangeList, tagsOf } from "./arrange-list";
import { DropArea, ImportButton, ImportProblems } from "./import-area";
import { ListDialogs, type Opened } from "./list-dialogs";
import { ListToolbar } from "./list-toolbar";
import { SelectionBar } from "./selection-bar";
import { StartChoices } from "./start-choices";
import type { StepKind } from "./step-kind";
import { useCreate } from "./use-create";
import { useImport } from "./use-import";
import { useListKeys } from "./use-list-keys";
import { useListView } from "./use-list-view";
import { useRowFocus } from "./use-row-focus";
import { useSelection } from "./use-selection";
import { useWorkflowActions } from "./use-workflow-actions";
import type { RowActions } from "./workflow-row";
import { WorkflowTable } from "./workflow-table";
import "./workflows.css";

const SHELVES = [
  { value: "active", label: "Active" },
  { value: "archived", label: "Archived" },
] as const;
/** Runs may come by the hundred a second; the list need not. */
const REFRESH_MS = 3_000;

export function WorkflowList({ kinds }: { kinds: readonly StepKind[] }) {
  const list = useListView();
  const archived = list.view.show === "archived";
  const { data, error, refetch } = useDoorQuery(listWorkflows, {
    query: archived ? { archived: "true" } : {},
  });
  useStream("run", () => void refetch(), REFRESH_MS);
  const { create, busy } = useCreate();
  const importing = useImport();
  const mayEdit = useMayEdit();
  const all = data?.workflows;
  return (
    <>
      <PageHeader
        title="Workflows"
        action={
          <div className="flex flex-wrap justify-end gap-2">
            <Segmented
              label="Which workflows"
              value={list.view.show}
              options={SHELVES}
              onValueChange={(show) => list.change({ show, q: "", state: null, tags: [] })}
            />
            {mayEdit && (
              <>
                <ImportButton importing={importing} />
                <Button variant="primary" loading={busy} onClick={() => create({})}>
                  <Plus aria-hidden size={16} /> New workflow
                </Button>
              </>
            )}
          </div>
        }
      />
      <ImportProblems importing={importing} />
      {mayEdit && <DropArea importing={importing} />}
      {error && !all && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!all && !error && <ListSkeleton />}
      {all?.length === 0 && (archived || !mayEdit) && <NothingHere archived={archived} />}
      {all?.length === 0 && !archived && mayEdit && <StartChoices kinds={kinds} onCreate={create} />}
      {all !== undefined && all.length > 0 && (
        <Listed key={list.view.show} all={all} kinds={kinds} list={list} />
      )}
    </>
  );
}

function NothingHere({ archived }: { archived: boolean }) {
  return (
    <div className="ui-card">
      {archived ? (
        <EmptyState title="Nothing is archived">
          An archived workflow is off the air and keeps its versions and runs.
        </EmptyState>
      ) : (
        <EmptyState title="No workflows yet">They show up here as soon as somebody makes one.</EmptyState>
      )}
    </div>
  );
}

interface ListedProps {
  all: readonly WorkflowSummary[];
  kinds: readonly StepKind[];
  list: ReturnType<typeof useListView>;
}

function Listed({ all, kinds, list }: ListedProps) {
  const { view, filtered, toggleTag } = list;
  const shown = useMemo(() => arrangeList(all, view), [all, view]);
  const tags = useMemo(() => tagsOf(all), [all]);
  const kindsByType = useMemo(() => new Map(kinds.map((kind) => [kind.type, kind])), [kinds]);
  const selection = useSelection(shown);
  const workflowActions = useWorkflowActions();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [renamingId, setRenamingId] = useState<string | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const keepFocus = useRowFocus();
  const archived = view.show === "archived";
  const { select } = selection;
  const actions = useMemo<RowActions>(
    () => ({
      select,
      pickTag: toggleTag,
      openMenu: (workflow, anchor) => setOpened({ kind: "menu", workflow, anchor }),
      endRename: (id) => {
        keepFocus(id);
        setRenamingId(null);
      },
    }),
    [select, toggleTag, keepFocus],
  );
  useListKeys({
    searchField,
    onToggle: (id) => select(id, !selection.ids.has(id), false),
    onRename: setRenamingId,
    onEscape: selection.clear,
  });
  const archiveChosen = () => {
    workflowActions.setArchived(selection.chosen, !archived);
    selection.clear();
  };
  return (
    <>
      <ListToolbar list={list} tags={tags} searchField={searchField} />
      {shown.length === 0 ? (
        <NoneFits total={all.length} onClear={list.clear} />
      ) : (
        <WorkflowTable
          shown={shown}
          kinds={kindsByType}
          list={list}
          selected={selection.ids}
          onSelectAll={selection.selectAll}
          renamingId={renamingId}
          actions={actions}
        />
      )}
      <Foot shown={shown.length} total={all.length} filtered={filtered} />
      {selection.chosen.length > 0 && (
        <SelectionBar
          count={selection.chosen.length}
          archived={archived}
          onTag={() => setOpened({ kind: "tags", workflows: selection.chosen })}
          onArchive={archiveChosen}
          onDelete={() => setOpened({ kind: "delete", workflows: selection.chosen })}
          onClear={selection.clear}
        />
      )}
      <ListDialogs
        opened={opened}
        tags={tags}
        onOpen={setOpened}
        onRename={setRenamingId}
        actions={workflowActions}
      />
    </>
  );
}

function NoneFits({ total, onClear }: { total: number; onClear: () => void }) {
  return (
    <div className="ui-card">
      <EmptyState title="No workflow fits" action={<Button onClick={onClear}>Clear filters</Button>}>
        0 of {total} {total === 1 ? "workflow" : "workflows"}.
      </EmptyState>
    </div>
  );
}

function Foot({ shown, total, filtered }: { shown: number; total: number; filtered: boolean }) {
  return (
    <p className="wl-foot">
      <span role="status">
        {filtered ? `${shown} of ${total} ` : `${total} `}
        {total === 1 ? "workflow" : "workflows"}
      </span>
      <span className="wl-hints">
        <Kbd>J</Kbd> <Kbd>K</Kbd> move · <Kbd>Enter</Kbd> open
        {useMayEdit() && (
          <>
            {" "}
            · <Kbd>X</Kbd> select · <Kbd>F2</Kbd> rename
          </>
        )}
      </span>
    </p>
  );
}
