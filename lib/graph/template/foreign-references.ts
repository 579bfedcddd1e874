/**
 * Liquid that was written for an e-mail, in the names of this workflow: `{{ customer.email }}` becomes `{{ trigger.customer_email }}`, and so do
 * the names in tags and behind filters. Names that a template sets itself, as a loop does, are its own.
 */
import type { OutputField } from "../descriptor";
import { fieldAt, flattenFields } from "../fields";
import { innerOf, rootOf, splitRoot, TRIGGER } from "../references";
import { type Access, accessesOf, topLevelTokens } from "./engine";
import { accessText } from "./write-liquid";

export interface Translated {
  text: string;
  /** Names that no field of the trigger goes by, or more than one: they stay as they are. */
  unknown: string[];
}

/** Roots that say only where a value comes from. */
const ROOTS = new Set(["event", "trigger", "message", "data"]);

export function translateTemplate(text: string, triggerFields: readonly OutputField[]): Translated {
  const unknown = new Set<string>();
  const written = withAccesses(text, accessesIn(text), (access) => {
    const translated = translateAccess(access, triggerFields);
    if (translated === null) unknown.add(nameOf(text, access));
    return translated ?? text.slice(access.begin, access.end);
  });
  return { text: written, unknown: [...unknown] };
}

/** Names that are neither the trigger's nor a step's, each once: they would be empty. */
export const foreignNames = (text: string): string[] => [
  ...new Set(foreignIn(text).map((access) => nameOf(text, access))),
];

/** The field wherever the name stands. */
export const replaceForeign = (text: string, name: string, field: readonly string[]): string =>
  withAccesses(
    text,
    foreignIn(text).filter((access) => nameOf(text, access) === name),
    () => accessText(field),
  );

const foreignIn = (text: string): Access[] =>
  accessesIn(text).filter(({ keys }) => splitRoot(keys ?? []).source === null);

const nameOf = (text: string, { keys, begin, end }: Access): string =>
  keys === null ? text.slice(begin, end) : accessText(keys);

/** Of text that does not parse as a whole, those in outputs that do. */
function accessesIn(text: string): Access[] {
  try {
    return accessesOf(text);
  } catch {
    return outputAccesses(text);
  }
}

function outputAccesses(text: string): Access[] {
  try {
    return topLevelTokens(text).flatMap((token) => {
      const raw = token.getText();
      return innerOf(raw) === null ? [] : accessesAt(raw, token.begin);
    });
  } catch {
    return [];
  }
}

function accessesAt(raw: string, at: number): Access[] {
  try {
    return accessesOf(raw).map(({ keys, begin, end }) => ({ keys, begin: begin + at, end: end + at }));
  } catch {
    return [];
  }
}

function withAccesses(text: string, accesses: Access[], write: (access: Access) => string): string {
  let [written, at] = ["", 0];
  for (const access of accesses) {
    // What stands within brackets of another is written with that one.
    if (access.begin < at) continue;
    written += text.slice(at, access.begin) + write(access);
    at = access.end;
  }
  return written + text.slice(at);
}

/** In our names; as it is where it is one of ours; null where nothing answers to the name. */
function translateAccess({ keys }: Access, fields: readonly OutputField[]): string | null {
  if (keys === null) return null;
  const [root, ...path] = keys;
  if (root === "steps" || (root === TRIGGER && fieldAt(fields, path).known)) return accessText(keys);
  const found = fieldNamed(keys, fields);
  if (found === null) return root === TRIGGER ? accessText(keys) : null;
  return accessText([...rootOf(TRIGGER), ...found.path.split(".")]);
}

/** The one field that goes by a name; null where there is none, or two that are as good. */
function fieldNamed(keys: readonly string[], fields: readonly OutputField[]): OutputField | null {
  const all = flattenFields(fields);
  const rest = keys.slice(1);
  const short = ROOTS.has(keys[0] ?? "") && rest.length > 0;
  const names: ((path: string) => boolean)[] = [
    (path) => path === keys.join("."),
    (path) => path === keys.join("_"),
    (path) => short && path === rest.join("."),
    (path) => short && path === rest.join("_"),
    (path) => keys.length > 1 && path.endsWith(`.${keys.join(".")}`),
  ];
  for (const fits of names) {
    const [only, ...others] = all.filter(({ path }) => fits(path));
    if (only !== undefined) return others.length === 0 ? only : null;
  }
  return null;
}
