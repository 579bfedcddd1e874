"use client";
/** One tab stop for the whole tree, and the keys that go through it. What has the focus is what commands are about. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { hasLostFocus } from "../../ui/focus";
import { useScene } from "../builder-context";
import { createStepActions } from "../step-actions";
import type { OutlineRow } from "./outline-rows";

interface Tree {
  /** The row that Tab leads to. */
  current: string | undefined;
  onFocus: (row: OutlineRow) => void;
  onKeyDown: (event: KeyboardEvent, row: OutlineRow) => void;
}

interface Options {
  rows: readonly OutlineRow[];
  fold: (key: string, open: boolean) => void;
  /** Adds a step at the end of a way. */
  addAt: (row: OutlineRow) => void;
}

export const rowId = (key: string): string => `outline-${key.replace(/[^a-zA-Z0-9_-]/g, "-")}`;
const focusRow = (row: OutlineRow | undefined) => row && document.getElementById(rowId(row.key))?.focus();

export function useTree({ rows, fold, addAt }: Options): Tree {
  const scene = useScene();
  const { store } = scene;
  // It begins at the chosen step.
  const [wanted, setWanted] = useState<{ key: string; index: number } | null>(() => {
    const [id] = store.getState().selectedIds;
    const index = rows.findIndex((row) => row.kind === "step" && row.node.id === id && !row.elsewhere);
    const row = rows[index];
    return row === undefined ? null : { key: row.key, index };
  });
  const current =
    rows.find(({ key }) => key === wanted?.key) ?? rows[Math.min(wanted?.index ?? 0, rows.length - 1)];
  useFocusAfterRemoval(rows, wanted);
  const onFocus = (row: OutlineRow) => {
    setWanted({ key: row.key, index: rows.indexOf(row) });
    const { select, selectedIds } = store.getState();
    const id = row.kind === "step" ? row.node.id : null;
    if (id === null) select([]);
    else if (selectedIds.length !== 1 || selectedIds[0] !== id) select([id], "quiet");
  };
  const onKeyDown = (event: KeyboardEvent, row: OutlineRow) => {
    // A key pressed on a button inside a row is the button's.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const run = keysOf({
      rows,
      row,
      fold,
      addAt,
      open: (id) => createStepActions(scene).command(id, "open"),
    }).get(event.key);
    if (run === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  return { current: current?.key, onFocus, onKeyDown };
}

/** The row that had the focus is gone: the one in its place takes it over. */
function useFocusAfterRemoval(
  rows: readonly OutlineRow[],
  wanted: { key: string; index: number } | null,
): void {
  const before = useRef(rows);
  useEffect(() => {
    const isGone =
      wanted !== null &&
      before.current.some(({ key }) => key === wanted.key) &&
      !rows.some(({ key }) => key === wanted.key);
    before.current = rows;
    if (isGone && hasLostFocus()) focusRow(rows[Math.min(wanted.index, rows.length - 1)]);
  }, [rows, wanted]);
}

interface Pressed extends Options {
  row: OutlineRow;
  open: (nodeId: string) => void;
}

function keysOf({ rows, row, fold, addAt, open }: Pressed): Map<string, () => void> {
  const at = rows.indexOf(row);
  const parent = rows.slice(0, at).findLast(({ level }) => level < row.level);
  const enter = () => {
    if (row.kind === "step") open(row.node.id);
    else if (row.empty) addAt(row);
    else fold(row.key, !row.open);
  };
  const right = () => {
    if (row.kind === "way" && !row.open) fold(row.key, true);
    else if ((rows[at + 1]?.level ?? 0) > row.level) focusRow(rows[at + 1]);
  };
  const left = () => {
    if (row.kind === "way" && row.open && !row.empty) fold(row.key, false);
    else focusRow(parent);
  };
  const keys: [string, () => void][] = [
    ["ArrowDown", () => focusRow(rows[at + 1])],
    ["ArrowUp", () => focusRow(rows[at - 1])],
    ["Home", () => focusRow(rows[0])],
    ["End", () => focusRow(rows.at(-1))],
    ["ArrowRight", right],
    ["ArrowLeft", left],
    ["Enter", enter],
    [" ", enter],
  ];
  return new Map(row.kind === "way" ? [...keys, ["a", () => addAt(row)]] : keys);
}
