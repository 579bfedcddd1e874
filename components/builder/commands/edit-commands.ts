/** Undo, selection and closing. */
import { BoxSelect, CircleX, type LucideIcon, Redo2, Replace, Search, Undo2 } from "lucide-react";
import type { Command, Now } from "./command";

function historyCommand(verb: "Undo" | "Redo", keys: readonly string[], Icon: LucideIcon): Command {
  const entryOf = ({ state }: Now) => (verb === "Undo" ? state.history.past : state.history.future).at(-1);
  return {
    id: verb.toLowerCase(),
    name: (now) => `${verb} ${entryOf(now)?.name ?? ""}`.trim(),
    group: "Edit",
    Icon,
    keys,
    // A text field has an undo of its own.
    reach: "panels",
    fits: (now) => now.editing && entryOf(now) !== undefined,
    run: ({ state }) => (verb === "Undo" ? state.undo() : state.redo()),
  };
}

export const editCommands: readonly Command[] = [
  historyCommand("Undo", ["Mod+Z"], Undo2),
  historyCommand("Redo", ["Mod+Shift+Z", "Mod+Y"], Redo2),
  {
    id: "find",
    name: "Find",
    group: "Edit",
    Icon: Search,
    keys: ["Mod+F"],
    words: "search text look",
    reach: "fields",
    takesFocus: true,
    fits: ({ state }) => state.preview === null,
    run: ({ state }) => state.openFind(state.find ?? "find"),
  },
  {
    id: "replace",
    name: "Find and replace",
    group: "Edit",
    Icon: Replace,
    keys: ["Mod+H"],
    words: "search substitute change text everywhere",
    reach: "fields",
    takesFocus: true,
    fits: ({ editing }) => editing,
    run: ({ state }) => state.openFind("replace"),
  },
  {
    id: "select-all",
    name: "Select all",
    group: "Edit",
    Icon: BoxSelect,
    keys: ["Mod+A"],
    words: "everything",
    fits: ({ editing, document }) => editing && document.nodes.length > 0,
    run: ({ state, document }) =>
      state.select([...document.nodes, ...(document.notes ?? [])].map(({ id }) => id)),
  },
  {
    id: "close",
    name: "Close, or select nothing",
    group: "Edit",
    Icon: CircleX,
    keys: ["Escape"],
    words: "deselect escape cancel",
    run: ({ state }) => {
      if (state.palette) state.openPalette(null);
      else if (state.find) state.openFind(null);
      else if (state.selectedIds.length > 0) state.select([]);
      else if (state.selectedEdgeIds.length > 0) state.selectEdges([]);
      else state.openPanel("none");
    },
  },
];
