"use client";
import { useMemo } from "react";
import { useBuilder, useScene } from "./builder-context";
import { nowOf } from "./commands/command";
import { type CommandItem, commandItem } from "./commands/command-items";

const GROUPS = [
  ["align-left", "align-center", "align-right", "align-top", "align-middle", "align-bottom"],
  ["align-across", "align-down", "tidy"],
  ["copy", "duplicate", "toggle-disabled", "delete"],
];

/** What can be done with several things at once, while several are selected. */
export function SelectionBar() {
  const count = useBuilder((state) => state.selectedIds.length);
  return count > 1 ? <OpenBar count={count} /> : null;
}

function OpenBar({ count }: { count: number }) {
  const scene = useScene();
  const selectedIds = useBuilder((state) => state.selectedIds);
  const document = useBuilder((state) => state.history.document);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected, and how it is, decides what can be done
  const groups = useMemo(
    () => GROUPS.map((ids) => ids.map((id) => commandItem(id, nowOf(scene)))),
    [scene, selectedIds, document],
  );
  return (
    <div className="wf-float bd-selection" role="toolbar" aria-label={`${count} selected`}>
      <b>{count} selected</b>
      {groups.map((items) => (
        <span key={items[0]?.id}>
          <i className="wf-sep" />
          {items.map((item) => (
            <BarButton key={item.id} item={item} />
          ))}
        </span>
      ))}
    </div>
  );
}

function BarButton({ item: { label, keys, Icon, disabled, onSelect } }: { item: CommandItem }) {
  return (
    <button
      type="button"
      className="wf-tool"
      aria-label={label}
      title={keys.length > 0 ? `${label} (${keys.join(" ")})` : label}
      disabled={disabled}
      onClick={onSelect}
    >
      <Icon aria-hidden size={16} strokeWidth={1.5} />
    </button>
  );
}
