/** Commands on steps and notes: add, open, rename, copy, disable, delete. */
import {
  ArrowDown,
  ArrowUp,
  ClipboardPaste,
  Copy,
  CornerDownRight,
  Files,
  Pencil,
  Play,
  Plus,
  Power,
  Scissors,
  Settings2,
  Spline,
  StickyNote,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import { moveStep } from "../move-step";
import { copySelected, cutSelected, pasteFromClipboard } from "../use-clipboard";
import type { Command, Now } from "./command";

const one = ({ editing, steps, notes }: Now): boolean => editing && steps.length === 1 && notes.length === 0;
const some = ({ editing, steps, notes }: Now): boolean => editing && steps.length + notes.length > 0;
const isTrigger = (now: Now): boolean =>
  now.steps.some(({ type }) => now.scene.lookup(type)?.kind === "trigger");
const things = ({ steps, notes, edges }: Now): string => {
  if (steps.length + notes.length === 0) return edges.length === 1 ? "wire" : `${edges.length} wires`;
  if (notes.length === 0) return steps.length === 1 ? "step" : `${steps.length} steps`;
  if (steps.length === 0) return notes.length === 1 ? "note" : `${notes.length} notes`;
  return `${steps.length + notes.length} items`;
};

const onFirst =
  (run: (now: Now, nodeId: string) => void) =>
  (now: Now): void => {
    const [step] = now.steps;
    if (step) run(now, step.id);
  };

const allDisabled = ({ steps }: Now): boolean => steps.every(({ disabled }) => disabled);

/** Along the line that it stands in; a focused card takes the same keys for its place on the canvas. */
function moveCommand(way: "earlier" | "later", Icon: Command["Icon"]): Command {
  const moved = ({ scene, document, steps: [step] }: Now) =>
    step === undefined ? null : moveStep(document, step.id, { way, lookup: scene.lookup });
  return {
    id: `move-${way}`,
    name: `Run it one step ${way}`,
    group: "Steps",
    Icon,
    keys: [way === "earlier" ? "Alt+ArrowUp" : "Alt+ArrowDown"],
    words: "move order swap up down",
    fits: (now) => one(now) && moved(now) !== null,
    run: (now) => now.state.apply(moved(now) ?? [], { name: `run a step ${way}` }),
  };
}

export const stepCommands: readonly Command[] = [
  {
    id: "add-step",
    name: ({ at }) => (at ? "Add a step here" : "Add a step"),
    group: "Steps",
    Icon: Plus,
    keys: ["N", "/", "Tab"],
    words: "new node palette insert",
    takesFocus: true,
    fits: ({ editing }) => editing,
    run: ({ state, at }) =>
      state.openPalette(
        at
          ? { kind: "dialog", place: { kind: "free", position: at.position }, at: at.screen }
          : { kind: "flyout" },
      ),
  },
  {
    id: "add-after",
    name: "Add a step after it",
    group: "Steps",
    Icon: CornerDownRight,
    keys: ["A"],
    words: "append next",
    takesFocus: true,
    fits: one,
    run: onFirst(({ actions }, id) => actions.command(id, "addAfter")),
  },
  {
    id: "add-on-error",
    name: "Add a step for when it fails",
    group: "Steps",
    Icon: TriangleAlert,
    words: "error failure",
    takesFocus: true,
    fits: (now) => one(now) && now.steps.every(({ type }) => now.scene.lookup(type)?.canFail),
    run: onFirst(({ actions }, id) => actions.command(id, "addOnError")),
  },
  {
    id: "test-to-here",
    name: "Test to here",
    group: "Steps",
    Icon: Play,
    keys: ["T"],
    words: "try run dry rehearse check sample",
    fits: one,
    run: onFirst(({ actions }, id) => actions.command(id, "testToHere")),
  },
  {
    id: "connect",
    name: "Connect to a step",
    group: "Steps",
    Icon: Spline,
    keys: ["C"],
    words: "wire link edge disconnect",
    takesFocus: true,
    fits: one,
    run: ({ state }) => state.openDialog("connect"),
  },
  moveCommand("earlier", ArrowUp),
  moveCommand("later", ArrowDown),
  {
    id: "insert-on-wire",
    name: "Add a step on the wire",
    group: "Steps",
    Icon: Plus,
    words: "insert between edge",
    takesFocus: true,
    fits: ({ editing, edges }) => editing && edges.length === 1,
    run: ({ actions, edges: [edge] }) => edge && actions.insertOn(edge.id),
  },
  {
    id: "add-note",
    name: ({ at }) => (at ? "Add a note here" : "Add a note"),
    group: "Steps",
    Icon: StickyNote,
    keys: ["Shift+N"],
    words: "sticky comment",
    takesFocus: true,
    fits: ({ editing }) => editing,
    run: ({ actions, at }) => actions.addNote(at?.position),
  },
  {
    id: "open-step",
    name: "Set up",
    group: "Steps",
    Icon: Settings2,
    keys: ["Enter"],
    keysBelongTo: "card",
    words: "open configure edit form",
    takesFocus: true,
    fits: one,
    run: onFirst(({ actions }, id) => actions.command(id, "open")),
  },
  {
    id: "rename-step",
    name: "Rename",
    group: "Steps",
    Icon: Pencil,
    keys: ["F2"],
    words: "name title",
    takesFocus: true,
    fits: one,
    run: onFirst(({ actions }, id) => actions.command(id, "rename")),
  },
  {
    id: "duplicate",
    name: (now) => `Duplicate ${things(now)}`,
    group: "Steps",
    Icon: Files,
    keys: ["Mod+D"],
    words: "clone copy",
    fits: (now) => some(now) && !(now.steps.length === 1 && isTrigger(now)),
    run: ({ actions, steps, notes }) => actions.duplicate([...steps, ...notes].map(({ id }) => id)),
  },
  {
    id: "toggle-disabled",
    name: (now) => `${allDisabled(now) ? "Enable" : "Disable"} ${things(now)}`,
    group: "Steps",
    Icon: Power,
    keys: ["D"],
    words: "on off skip mute deactivate",
    fits: (now) => now.editing && now.steps.length > 0 && !(now.steps.length === 1 && isTrigger(now)),
    run: (now) =>
      now.actions.setDisabled(
        now.steps.map(({ id }) => id),
        !allDisabled(now),
      ),
  },
  {
    id: "copy",
    name: "Copy",
    group: "Edit",
    Icon: Copy,
    keys: ["Mod+C"],
    keysBelongTo: "browser",
    words: "clipboard json",
    fits: some,
    run: ({ scene }) => void copySelected(scene),
  },
  {
    id: "cut",
    name: "Cut",
    group: "Edit",
    Icon: Scissors,
    keys: ["Mod+X"],
    keysBelongTo: "browser",
    words: "clipboard move",
    fits: some,
    run: ({ scene }) => void cutSelected(scene),
  },
  {
    id: "paste",
    name: ({ at }) => (at ? "Paste here" : "Paste"),
    group: "Edit",
    Icon: ClipboardPaste,
    keys: ["Mod+V"],
    keysBelongTo: "browser",
    words: "clipboard json import",
    fits: ({ editing }) => editing,
    run: ({ scene, at }) => void pasteFromClipboard(scene, at?.position),
  },
  {
    id: "delete",
    name: (now) => `Delete ${things(now)}`,
    group: "Edit",
    Icon: Trash2,
    keys: ["Delete", "Backspace"],
    words: "remove",
    danger: true,
    fits: ({ editing, steps, notes, edges }) => editing && steps.length + notes.length + edges.length > 0,
    run: ({ actions, steps, notes, edges }) =>
      actions.remove(
        [...steps, ...notes].map(({ id }) => id),
        edges.map(({ id }) => id),
      ),
  },
];
