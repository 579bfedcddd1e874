"use client";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { useCommands } from "./builder-context";

const SHORTCUTS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["N"], does: "Add a step" },
  { keys: ["A"], does: "Add a step after the focused one" },
  { keys: ["Enter"], does: "Open the focused step" },
  { keys: ["F2"], does: "Rename the focused step" },
  { keys: ["←", "→", "↑", "↓"], does: "Go along the wires" },
  { keys: ["Alt", "arrows"], does: "Move the focused step" },
  { keys: ["Delete"], does: "Delete what is selected" },
  { keys: ["Ctrl", "Z"], does: "Undo" },
  { keys: ["Ctrl", "Shift", "Z"], does: "Redo" },
  { keys: ["Ctrl", "D"], does: "Duplicate" },
  { keys: ["Ctrl", "C / X / V"], does: "Copy, cut, paste steps" },
  { keys: ["Ctrl", "A"], does: "Select all" },
  { keys: ["Shift", "drag"], does: "Select with a box" },
  { keys: ["Shift", "T"], does: "Tidy up" },
  { keys: ["1"], does: "Fit everything" },
  { keys: ["+", "−"], does: "Zoom" },
  { keys: ["Ctrl", "S"], does: "Save now" },
  { keys: ["Esc"], does: "Close" },
];

export function ShortcutsDialog() {
  const { openDialog } = useCommands();
  return (
    <Dialog open onOpenChange={(open) => !open && openDialog(null)} title="Keyboard shortcuts">
      <dl className="bd-keys">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
