"use client";
import { Plus, X } from "lucide-react";
import { type MouseEvent, useEffect, useMemo, useState } from "react";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { type FieldLabels, fieldLabels, labelsKey } from "../../canvas/field-labels";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Kbd } from "../../ui/kbd";
import { useBuilder, useCommands, useDraft, useIssues, useScene } from "../builder-context";
import { mayTakeFocus } from "../focus";
import { ModeSwitch } from "../mode-switch";
import { useReturnFocus } from "../return-focus";
import { useStepActions } from "../step-actions";
import { testWorkflow } from "../test/start-test";
import { type TestMarks, useTestMarks } from "../test/use-test-marks";
import { OutlineTreeRow } from "./outline-row";
import { type OutlineRow, outlineOf } from "./outline-rows";
import { useTree } from "./use-tree";
import "./outline.css";

/** The workflow as a tree: everything that the canvas can, by keyboard and screen reader, and on a phone. */
export function Outline({ whole }: { whole: boolean }) {
  const draft = useDraft();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const { openOutline } = useCommands();
  const { scene, rows, loose, fold } = useRows();
  return (
    <aside className="bo-panel" data-whole={whole || undefined} aria-label="Outline">
      {whole && <ModeSwitch />}
      <header>
        <h2>Outline</h2>
        <span className="bo-count">{draft.nodes.length}</span>
        <i className="bd-grow" />
        {!whole && (
          <IconButton label="Close the outline" onClick={() => openOutline(false)}>
            <X aria-hidden size={16} strokeWidth={1.5} />
          </IconButton>
        )}
      </header>
      {!whole && <FocusWhileOpen />}
      {draft.nodes.length === 0 ? (
        <NothingYet mayEdit={mayEdit} />
      ) : (
        <Tree key={scene.store.getState().facts.id} rows={rows} loose={loose} fold={fold} />
      )}
      {whole ? mayEdit && <Foot /> : <Tips mayEdit={mayEdit} />}
    </aside>
  );
}

/** Opened beside the canvas it was asked for, so the row that Tab leads to has the focus; on a phone it is the page. */
function FocusWhileOpen() {
  const { store } = useScene();
  useReturnFocus();
  useEffect(() => {
    if (!mayTakeFocus(store)) return;
    document
      .querySelector<HTMLElement>(".bo-panel :is([role=treeitem][tabindex='0'], .bo-nothing button)")
      ?.focus();
  }, [store]);
  return null;
}

function useRows() {
  const scene = useScene();
  const draft = useDraft();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const outline = useMemo(() => outlineOf(draft, scene.descriptors, folded), [draft, scene, folded]);
  const fold = (key: string, open: boolean) =>
    setFolded((before) => new Set(open ? [...before].filter((other) => other !== key) : [...before, key]));
  return { scene, ...outline, fold };
}

interface TreeProps {
  rows: readonly OutlineRow[];
  loose: readonly OutlineRow[];
  fold: (key: string, open: boolean) => void;
}

function Tree({ rows, loose, fold }: TreeProps) {
  const all = useMemo(() => [...rows, ...loose], [rows, loose]);
  const addAt = useAddAt();
  const tree = useTree({ rows: all, fold, addAt });
  const facts = useFacts();
  const rowOf = (row: OutlineRow) => (
    <Row key={row.key} row={row} tree={tree} fold={fold} addAt={addAt} facts={facts} />
  );
  return (
    <div className="bo-tree" role="tree" aria-label="Steps of the workflow">
      {rows.map(rowOf)}
      {loose.length > 0 && (
        <p className="bo-loose" role="none">
          Not connected
        </p>
      )}
      {loose.map(rowOf)}
    </div>
  );
}

interface Facts {
  labels: FieldLabels;
  nodes: ReadonlyMap<string, WorkflowNode>;
  needSetup: ReadonlySet<string>;
  tests: Readonly<Record<string, TestMarks>>;
}

/** What all rows ask, asked once. */
function useFacts(): Facts {
  const { descriptors } = useScene();
  const draft = useDraft();
  const issues = useIssues();
  const key = labelsKey(draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the document's names changed
  const labels = useMemo(() => fieldLabels(draft, descriptors), [key, descriptors]);
  const nodes = useMemo(() => new Map(draft.nodes.map((node) => [node.id, node])), [draft]);
  const needSetup = useMemo(
    () => new Set(issues.flatMap(({ severity, nodeId }) => (severity === "error" && nodeId ? [nodeId] : []))),
    [issues],
  );
  return { labels, nodes, needSetup, tests: useTestMarks() };
}

/** The palette for the place after a step, or at the end of a way. */
function useAddAt() {
  const actions = useStepActions();
  const { openPalette } = useCommands();
  return (row: OutlineRow) => {
    if (row.kind === "step") {
      actions.command(row.node.id, "addAfter");
      return;
    }
    const { branch } = row.way;
    const at = { x: innerWidth / 2, y: innerHeight / 4 };
    const way = branch === undefined ? {} : { branch };
    openPalette({ kind: "dialog", place: { kind: "after", source: row.source, ...way }, at });
  };
}

interface RowProps extends Pick<TreeProps, "fold"> {
  row: OutlineRow;
  tree: ReturnType<typeof useTree>;
  addAt: (row: OutlineRow) => void;
  facts: Facts;
}

function Row({ row, tree, fold, addAt, facts }: RowProps) {
  const { lookup } = useScene();
  const { select, openMenu } = useCommands();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const id = row.kind === "step" ? row.node.id : row.source;
  const selected = useBuilder((state) => row.kind === "step" && state.selectedIds.includes(id));
  const node = row.kind === "step" ? row.node : facts.nodes.get(id);
  const add = (event: MouseEvent) => {
    event.stopPropagation();
    addAt(row);
  };
  const menu = (event: MouseEvent) => {
    event.preventDefault();
    select([id], "quiet");
    const box = event.currentTarget.getBoundingClientRect();
    const byKey = event.clientX === 0 && event.clientY === 0;
    openMenu({
      target: { kind: "node", nodeId: id },
      at: byKey ? { x: box.left + 40, y: box.bottom } : { x: event.clientX, y: event.clientY },
    });
  };
  return (
    <OutlineTreeRow
      row={row}
      descriptor={node && lookup(node.type)}
      labels={facts.labels}
      selected={selected}
      needsSetup={facts.needSetup.has(id)}
      marks={facts.tests[id]}
      tabbable={tree.current === row.key}
      onFocus={() => tree.onFocus(row)}
      onKeyDown={(event) => tree.onKeyDown(event, row)}
      onOpen={() => select([id])}
      onFold={() => row.kind === "way" && !row.empty && fold(row.key, !row.open)}
      {...(mayEdit && { onAdd: add, onMenu: menu })}
    />
  );
}

function NothingYet({ mayEdit }: { mayEdit: boolean }) {
  const { openPalette } = useCommands();
  if (!mayEdit)
    return (
      <div className="bo-nothing">
        <p>Nothing here yet.</p>
      </div>
    );
  return (
    <div className="bo-nothing">
      <p>Nothing here yet. A workflow begins with a trigger.</p>
      <Button variant="primary" onClick={() => openPalette({ kind: "flyout" })}>
        <Plus aria-hidden size={16} strokeWidth={1.5} /> Add a trigger
      </Button>
    </div>
  );
}

/** On a phone the canvas's tools are not there. */
function Foot() {
  const { openPalette, openDialog } = useCommands();
  const scene = useScene();
  return (
    <footer className="bo-foot">
      <Button onClick={() => openPalette({ kind: "flyout" })}>
        <Plus aria-hidden size={16} strokeWidth={1.5} /> Add
      </Button>
      <Button onClick={() => testWorkflow(scene)}>Test</Button>
      <Button onClick={() => openDialog("commands")}>More</Button>
      <Button variant="primary" onClick={() => openDialog("publish")}>
        Publish
      </Button>
    </footer>
  );
}

function Tips({ mayEdit }: { mayEdit: boolean }) {
  return (
    <footer className="bp-tips">
      <span>
        <Kbd>↑↓</Kbd> go
      </span>
      <span>
        <Kbd>↵</Kbd> open
      </span>
      {mayEdit && (
        <>
          <span>
            <Kbd>A</Kbd> add
          </span>
          <span>
            <Kbd>C</Kbd> connect
          </span>
        </>
      )}
    </footer>
  );
}
