"use client";
import type { Dispatch, SetStateAction } from "react";
import type { WorkflowSummary } from "@/lib/contracts/workflows";
import { useMayEdit } from "../shell/may-edit";
import { AnchoredMenu } from "../ui/anchored-menu";
import { DeleteDialog } from "./delete-dialog";
import { TagsDialog } from "./tags-dialog";
import type { useWorkflowActions } from "./use-workflow-actions";

/** What stands above the list; one thing at a time. */
export type Opened =
  | { kind: "menu"; workflow: WorkflowSummary; anchor: HTMLElement }
  | { kind: "tags" | "delete"; workflows: readonly WorkflowSummary[] };

interface Props {
  opened: Opened | null;
  tags: readonly { tag: string }[];
  onOpen: Dispatch<SetStateAction<Opened | null>>;
  onRename: (id: string) => void;
  /** Of something that stays: a menu is gone before the server has answered. */
  actions: ReturnType<typeof useWorkflowActions>;
}

export function ListDialogs({ opened, tags, onOpen, onRename, actions }: Props) {
  const close = () => onOpen(null);
  switch (opened?.kind) {
    case "menu":
      return (
        <RowMenu
          key={opened.workflow.id}
          workflow={opened.workflow}
          anchor={opened.anchor}
          onOpen={onOpen}
          onRename={onRename}
          actions={actions}
        />
      );
    case "tags":
      return <TagsDialog workflows={opened.workflows} tags={tags.map(({ tag }) => tag)} onClose={close} />;
    case "delete":
      return <DeleteDialog workflows={opened.workflows} onClose={close} />;
    default:
      return null;
  }
}

interface MenuProps extends Pick<Props, "onOpen" | "onRename" | "actions"> {
  workflow: WorkflowSummary;
  anchor: HTMLElement;
}

function RowMenu({ workflow, anchor, onOpen, onRename, actions }: MenuProps) {
  const { setArchived, duplicate, exportFile, open, openRuns } = actions;
  const { archived, name } = workflow;
  const dialog = (kind: "tags" | "delete") => () => onOpen({ kind, workflows: [workflow] });
  const mayEdit = useMayEdit();
  const looking = [
    { label: "Open", keys: ["Enter"], onSelect: () => open(workflow) },
    { label: "Runs", onSelect: () => openRuns(workflow) },
  ];
  const exporting = { label: "Export as a file", onSelect: () => exportFile(workflow) };
  const editing = [
    { label: "Rename", keys: ["F2"], takesFocus: true, onSelect: () => onRename(workflow.id) },
    { label: "Tags…", takesFocus: true, onSelect: dialog("tags") },
    { label: "Duplicate", onSelect: () => duplicate(workflow) },
    exporting,
    { label: archived ? "Unarchive" : "Archive", onSelect: () => setArchived([workflow], !archived) },
    ...(archived ? [{ label: "Delete…", danger: true, takesFocus: true, onSelect: dialog("delete") }] : []),
  ];
  return (
    <AnchoredMenu
      label={`More about ${name}`}
      items={[...looking, ...(mayEdit ? editing : [exporting])]}
      anchor={anchor}
      // What was chosen may have opened something else already.
      onClose={() => onOpen((now) => (now?.kind === "menu" ? null : now))}
    />
  );
}
