/** Finds commands, steps to go to and steps to add by what people call them. */
import Fuse from "fuse.js";
import type { ReactNode } from "react";
import { nodeName } from "@/lib/graph/fields";
import { COMMAND_GROUPS, type Command, fits, type Now, nameOf } from "./command";

export interface Entry {
  id: string;
  name: string;
  group: string;
  /** Other words that it is found by. */
  words: string;
  hint?: string;
  icon: ReactNode;
  keys?: string;
  danger?: boolean;
  takesFocus?: boolean;
  run: () => void;
}

export interface Icons {
  command: (command: Command) => ReactNode;
  step: (type: string, now: Now) => ReactNode;
}

const GO = "Go to a step";
const ADD = "Add";

export function entriesOf(commands: readonly Command[], now: Now, icons: Icons): Entry[] {
  const own = commands
    .filter((command) => command.id !== "commands" && command.id !== "close" && fits(command, now))
    .map((command): Entry => {
      const { id, group, words = "", keys, danger, takesFocus, run } = command;
      return {
        id,
        name: nameOf(command, now),
        group,
        words,
        icon: icons.command(command),
        ...(keys?.[0] === undefined ? {} : { keys: keys[0] }),
        ...(danger === undefined ? {} : { danger }),
        ...(takesFocus === undefined ? {} : { takesFocus }),
        run: () => run(now),
      };
    });
  return [...own, ...stepEntries(now, icons), ...(now.editing ? addEntries(now, icons) : [])];
}

const stepEntries = (now: Now, icons: Icons): Entry[] =>
  now.document.nodes.map((node) => {
    const descriptor = now.scene.lookup(node.type);
    const name = nodeName(node, descriptor);
    return {
      id: `step ${node.id}`,
      name,
      group: GO,
      words: "go to jump find",
      ...(descriptor && descriptor.name !== name ? { hint: descriptor.name } : {}),
      icon: icons.step(node.type, now),
      takesFocus: true,
      run: () => {
        now.state.select([node.id]);
        now.scene.canvas.current?.goTo(node.id);
      },
    };
  });

const addEntries = (now: Now, icons: Icons): Entry[] =>
  Object.values(now.scene.descriptors).map(({ type, name, aliases, integrationName }) => ({
    id: `add ${type}`,
    name: `Add ${name}`,
    group: ADD,
    words: aliases.join(" "),
    hint: integrationName,
    icon: icons.step(type, now),
    takesFocus: true,
    run: () => now.actions.add(type),
  }));

/** In groups; where nothing was typed the last used come first, and steps wait until something is. */
export function findEntries(
  entries: readonly Entry[],
  query: string,
  recent: readonly string[],
): { label: string; entries: Entry[] }[] {
  const text = query.trim();
  if (text === "") return beforeTyping(entries, recent);
  const fuse = new Fuse(entries, {
    keys: [
      { name: "name", weight: 3 },
      { name: "words", weight: 1 },
      { name: "hint", weight: 0.5 },
    ],
    threshold: 0.34,
    ignoreLocation: true,
    includeScore: true,
  });
  const found = fuse.search(text).map(({ item }) => item);
  const starts = found.filter(({ name }) => name.toLowerCase().startsWith(text.toLowerCase()));
  return grouped([...new Set([...starts, ...found])]);
}

function beforeTyping(entries: readonly Entry[], recent: readonly string[]) {
  const used = recent.flatMap((id) => entries.find((entry) => entry.id === id) ?? []);
  const rest = entries.filter((entry) => !used.includes(entry) && entry.group !== GO && entry.group !== ADD);
  const order: readonly string[] = COMMAND_GROUPS;
  const groups = grouped(rest).sort((a, b) => order.indexOf(a.label) - order.indexOf(b.label));
  return used.length === 0 ? groups : [{ label: "Used before", entries: used }, ...groups];
}

/** Groups in the order in which their best entry was found. */
function grouped(entries: readonly Entry[]) {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([label, found]) => ({ label, entries: found }));
}
