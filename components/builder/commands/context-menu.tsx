"use client";
/** The menu at the pointer, over the canvas, a step, a wire or a note; the same commands as everywhere. */
import { Menu as Base } from "@base-ui/react/menu";
import { useMemo, useRef } from "react";
import type { MenuTarget, ScreenPoint } from "../../canvas/canvas-props";
import { Kbd } from "../../ui/kbd";
import { below } from "../../ui/placing";
import { useBuilder, useCommands, useScene } from "../builder-context";
import { nowOf } from "./command";
import { type CommandItem, commandItem } from "./command-items";
import "./commands.css";

const ALIGN = ["left", "center", "right", "top", "middle", "bottom", "across", "down"].map(
  (how) => `align-${how}`,
);
const CLIPBOARD = ["copy", "cut", "duplicate"];

/** Sections, a line between them. */
const SECTIONS: Record<MenuTarget["kind"] | "several", readonly (readonly string[])[]> = {
  canvas: [
    ["add-step", "add-note", "paste"],
    ["undo", "redo"],
    ["select-all", "tidy", "turn", "fit"],
  ],
  node: [
    ["test-to-here"],
    ["open-step", "rename-step", "add-after", "add-on-error", "connect"],
    [...CLIPBOARD, "toggle-disabled"],
    ["move-earlier", "move-later", "fit-selection"],
    ["delete"],
  ],
  edge: [["insert-on-wire"], ["delete"]],
  note: [["copy", "cut", "duplicate"], ["delete"]],
  several: [["tidy", "fit-selection"], ALIGN, [...CLIPBOARD, "toggle-disabled"], ["delete"]],
};

interface Props {
  menu: { target: MenuTarget; at: ScreenPoint };
}

export function ContextMenu({ menu }: Props) {
  const { openMenu } = useCommands();
  const scene = useScene();
  const selectedIds = useBuilder((state) => state.selectedIds);
  const { target, at } = menu;
  const sections = useMemo(() => {
    const pointed = target.kind === "canvas" ? { position: target.position, screen: at } : undefined;
    const now = nowOf(scene, pointed ? { at: pointed } : {});
    const several = target.kind !== "canvas" && target.kind !== "edge" && selectedIds.length > 1;
    return SECTIONS[several ? "several" : target.kind]
      .map((ids) => ids.map((id) => commandItem(id, now)).filter(({ disabled }) => !disabled))
      .filter((items) => items.length > 0);
  }, [scene, target, at, selectedIds]);
  const chosen = useRef<CommandItem | null>(null);
  const choose = (item: CommandItem) => {
    chosen.current = item;
    item.onSelect();
  };
  const anchor = useMemo(
    () => ({ getBoundingClientRect: () => DOMRect.fromRect({ x: at.x, y: at.y, width: 0, height: 0 }) }),
    [at],
  );
  return (
    <Base.Root open onOpenChange={(open) => !open && openMenu(null)} modal={false}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} {...below("start", 2)}>
          <Base.Popup
            className="ui-menu bc-menu"
            aria-label={`Menu of the ${WORDS[target.kind]}`}
            finalFocus={() => chosen.current?.takesFocus !== true}
          >
            {sections.map((items, index) => (
              <Section key={items[0]?.id} items={items} first={index === 0} choose={choose} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const WORDS: Record<MenuTarget["kind"], string> = {
  canvas: "canvas",
  node: "step",
  edge: "wire",
  note: "note",
};

interface SectionProps {
  items: readonly CommandItem[];
  first: boolean;
  choose: (item: CommandItem) => void;
}

function Section({ items, first, choose }: SectionProps) {
  return (
    <>
      {!first && <Base.Separator className="bc-line" />}
      {items.map((item) => (
        <Base.Item
          key={item.id}
          className="ui-menu-item bc-item"
          data-danger={item.danger || undefined}
          label={item.label}
          onClick={() => choose(item)}
        >
          <item.Icon aria-hidden size={16} strokeWidth={1.5} />
          <span>{item.label}</span>
          {item.keys.length > 0 && (
            <span className="bc-keys" aria-hidden>
              {item.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </span>
          )}
        </Base.Item>
      ))}
    </>
  );
}
