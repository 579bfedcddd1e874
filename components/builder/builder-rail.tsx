"use client";
import {
  Command as CommandIcon,
  History,
  Inbox,
  Keyboard,
  ListChecks,
  ListTree,
  type LucideIcon,
  Plus,
  Search,
  StickyNote,
} from "lucide-react";
import Link from "next/link";
import { useBuilder, useCommands } from "./builder-context";
import { useStepActions } from "./step-actions";

export function BuilderRail() {
  const { openPalette, openPanel, openDialog, openFind, openOutline } = useCommands();
  const mayEdit = useBuilder((state) => state.mayEdit);
  const outline = useBuilder((state) => state.outline);
  const actions = useStepActions();
  const find = useBuilder((state) => state.find !== null);
  const palette = useBuilder((state) => state.palette?.kind === "flyout");
  const panel = useBuilder((state) => state.panel);
  const toggle = (name: "checks" | "versions") => openPanel(panel === name ? "none" : name);
  return (
    <nav className="bd-rail" aria-label="Builder">
      {mayEdit && (
        <button
          type="button"
          className="bd-rail-add"
          aria-label="Add a step"
          title="Add a step (N)"
          aria-expanded={palette}
          onClick={() => openPalette(palette ? null : { kind: "flyout" })}
        >
          <Plus aria-hidden size={18} strokeWidth={1.5} />
        </button>
      )}
      <RailButton name="Outline" Icon={ListTree} on={outline} onPress={() => openOutline(!outline)} />
      <RailButton name="Find" Icon={Search} on={find} onPress={() => openFind(find ? null : "find")} />
      <RailButton name="Checks" Icon={ListChecks} on={panel === "checks"} onPress={() => toggle("checks")} />
      {mayEdit && (
        <RailButton name="Add a note" Icon={StickyNote} on={false} onPress={() => actions.addNote()} />
      )}
      <RailButton
        name="Versions"
        Icon={History}
        on={panel === "versions"}
        onPress={() => toggle("versions")}
      />
      <Link href="/events" aria-label="Events" title="Events">
        <Inbox aria-hidden size={18} strokeWidth={1.5} />
      </Link>
      <i className="bd-grow" />
      <RailButton name="All commands" Icon={CommandIcon} on={false} onPress={() => openDialog("commands")} />
      <RailButton
        name="Keyboard shortcuts"
        Icon={Keyboard}
        on={false}
        onPress={() => openDialog("shortcuts")}
      />
    </nav>
  );
}

function RailButton(props: { name: string; Icon: LucideIcon; on: boolean; onPress: () => void }) {
  const { name, Icon, on, onPress } = props;
  return (
    <button type="button" aria-label={name} title={name} aria-pressed={on} onClick={onPress}>
      <Icon aria-hidden size={18} strokeWidth={1.5} />
    </button>
  );
}
