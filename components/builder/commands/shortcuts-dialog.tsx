"use client";
import { useState } from "react";
import { Dialog } from "../../ui/dialog";
import { Kbd } from "../../ui/kbd";
import { useCommands, useScene } from "../builder-context";
import { COMMAND_GROUPS, type Command, fits, type Now, nameOf, nowOf } from "./command";
import { isMac, shownKeys } from "./keys";
import { commands } from "./registry";
import "./commands.css";

/** What a pointer or a focused card does, beside the commands. */
const GESTURES: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ["←", "→", "↑", "↓"], does: "Go along the wires" },
  { keys: ["Alt", "arrows"], does: "Move what is selected" },
  { keys: ["Shift", "drag"], does: "Select with a box" },
  { keys: ["Shift", "click"], does: "Add to the selection" },
  { keys: ["click", "Tab"], does: "Add a step, right after a click on the canvas" },
  { keys: ["Right click"], does: "Menu of a step, wire or note" },
];

/** Every shortcut, straight from the commands. */
export function ShortcutsDialog() {
  const { openDialog } = useCommands();
  const scene = useScene();
  const [mac] = useState(isMac);
  const plain = nowOf({ ...scene });
  const nothing = { ...plain, steps: [], notes: [], edges: [] };
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    rows: commands.filter(
      (command) => command.group === group && command.keys !== undefined && isFor(command, plain),
    ),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <Dialog open onOpenChange={(open) => !open && openDialog(null)} title="Keyboard shortcuts" size="lg">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the dialog scrolls, also for those who have no wheel */}
      <section className="bc-sheet" aria-label="All shortcuts" tabIndex={0}>
        <div>
          {groups.map(({ group, rows }) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {rows.map((command) => (
                  <Row
                    key={command.id}
                    does={plainName(command, nothing)}
                    keys={shownKeys(first(command), mac)}
                  />
                ))}
              </dl>
            </section>
          ))}
          <section>
            <h3>On the canvas</h3>
            <dl>
              {GESTURES.map(({ keys, does }) => (
                <Row key={does} does={does} keys={keys} />
              ))}
            </dl>
          </section>
        </div>
      </section>
    </Dialog>
  );
}

/** Who may only look needs no keys for what they cannot do. */
const isFor = (command: Command, now: Now): boolean =>
  now.state.mayEdit || command.group === "View" || fits(command, now);

const first = ({ keys = [] }: Command): string => keys[0] ?? "";

/** Without a count or a name: "Undo", "Duplicate". */
const PLAIN: Record<string, string> = {
  undo: "Undo",
  redo: "Redo",
  duplicate: "Duplicate",
  "toggle-disabled": "Disable or enable",
  delete: "Delete",
};
const plainName = (command: Command, nothing: ReturnType<typeof nowOf>): string =>
  PLAIN[command.id] ?? nameOf(command, nothing);

function Row({ does, keys }: { does: string; keys: readonly string[] }) {
  return (
    <div>
      <dt>{does}</dt>
      <dd>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}
