/** Commands as items of a menu. */
import { type Command, fits, type Now, nameOf, nowOf } from "./command";
import { isMac, shownKeys } from "./keys";
import { commandById } from "./registry";

export interface CommandItem {
  id: string;
  label: string;
  Icon: Command["Icon"];
  keys: string[];
  disabled: boolean;
  danger: boolean;
  takesFocus: boolean;
  onSelect: () => void;
}

export function commandItem(id: string, now: Now): CommandItem {
  const command = commandById(id);
  const [keys] = command.keys ?? [];
  return {
    id,
    label: nameOf(command, now),
    Icon: command.Icon,
    keys: keys === undefined ? [] : shownKeys(keys, isMac()),
    disabled: !fits(command, now),
    danger: command.danger ?? false,
    takesFocus: command.takesFocus ?? false,
    // Of the moment when it is chosen: the menu may have been open for a while.
    onSelect: () => command.run(nowOf(now.scene, now.at ? { at: now.at } : {})),
  };
}
