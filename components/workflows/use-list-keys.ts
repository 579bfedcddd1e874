"use client";
import { type RefObject, useEffect, useRef } from "react";
import { useMayEdit } from "../shell/may-edit";

interface ListKeys {
  searchField: RefObject<HTMLInputElement | null>;
  onToggle: (id: string) => void;
  onRename: (id: string) => void;
  onEscape: () => void;
}

const ROW = "[data-workflow]";
const idOf = (element: Element | null) => element?.closest<HTMLElement>(ROW)?.dataset.workflow;

/** J and K go down and up, Enter opens (the name is a link), X chooses, F2 renames, / searches, Escape lets go of what is chosen. */
export function useListKeys(keys: ListKeys): void {
  const mayEdit = useMayEdit();
  const now = useRef({ ...keys, mayEdit });
  now.current = { ...keys, mayEdit };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target as Element)) return;
      const act = actOf(event.key, now.current);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function actOf(key: string, keys: ListKeys & { mayEdit: boolean }): (() => void) | null {
  const { searchField, onToggle, onRename, onEscape } = keys;
  const id = keys.mayEdit ? idOf(document.activeElement) : undefined;
  switch (key.toLowerCase()) {
    case "j":
      return () => moveFocus(1);
    case "k":
      return () => moveFocus(-1);
    case "x":
      return id === undefined ? null : () => onToggle(id);
    case "f2":
      return id === undefined ? null : () => onRename(id);
    case "/":
      return () => searchField.current?.focus();
    case "escape":
      return onEscape;
    default:
      return null;
  }
}

/** Somebody types, or something is open above the list. */
const isBusy = (target: Element): boolean =>
  target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null ||
  document.querySelector("[role=dialog], [role=alertdialog], [role=menu]") !== null;

function moveFocus(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by;
  rows[next]?.querySelector<HTMLElement>("[data-row-link]")?.focus();
}
