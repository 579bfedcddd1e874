import type { PickerRow } from "./picker-rows";

interface Keyed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export interface PickerState {
  search: string;
  rows: readonly PickerRow[];
  active: PickerRow | undefined;
  goTo: (row: PickerRow | undefined) => void;
  toggle: (row: PickerRow, open: boolean) => void;
  pick: (row: PickerRow) => void;
}

const PAGE = 10;

/** What a key means where the list stands now; undefined where it is the search box's own. */
export function pickerKey(event: Keyed, state: PickerState): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const { rows, active, goTo, pick } = state;
  if (active === undefined) return undefined;
  const at = rows.findIndex(({ key }) => key === active.key);
  const to = (index: number) => () => goTo(rows[Math.max(0, Math.min(rows.length - 1, index))]);
  switch (event.key) {
    case "ArrowDown":
      return to(at + 1);
    case "ArrowUp":
      return to(at - 1);
    case "PageDown":
      return to(at + PAGE);
    case "PageUp":
      return to(at - PAGE);
    case "Home":
      return to(0);
    case "End":
      return to(rows.length - 1);
    case "Enter":
      return () => pick(active);
    case "ArrowRight":
      return state.search === "" ? () => inward(state, active, at) : undefined;
    case "ArrowLeft":
      return state.search === "" ? () => outward(state, active) : undefined;
    default:
      return undefined;
  }
}

/** Opens; when it is open, goes to the first member. */
function inward({ rows, goTo, toggle }: PickerState, active: PickerRow, at: number): void {
  if (active.expanded) goTo(rows[at + 1]);
  else if (active.expandable) toggle(active, true);
}

/** Closes; when it is closed, goes to what it is in. */
function outward({ rows, goTo, toggle }: PickerState, active: PickerRow): void {
  if (active.expanded) toggle(active, false);
  else goTo(rows.find(({ key }) => key === active.parent));
}
