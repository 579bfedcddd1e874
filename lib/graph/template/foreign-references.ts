/** Liquid that was written for an e-mail, in the names of this workflow: `{{ customer.email }}` becomes `{{ trigger.customer_email }}`. */
import type { OutputField } from "../descriptor";
import { fieldAt, flattenFields } from "../fields";
import { innerOf, rootOf, splitRoot, TRIGGER } from "../references";
import { readVariable, topLevelTokens } from "./engine";
import { accessText } from "./write-liquid";

export interface Translated {
  text: string;
  /** Names that no field of the trigger goes by, or more than one: they stay as they are. */
  unknown: string[];
}

/** Roots that say only where a value comes from. */
const ROOTS = new Set(["event", "trigger", "message", "data"]);

export function translateTemplate(text: string, triggerFields: readonly OutputField[]): Translated {
  const unknown: string[] = [];
  try {
    const pieces = topLevelTokens(text).map((token) => {
      const raw = token.getText();
      const translated = translateOutput(raw, triggerFields);
      if (translated === null) unknown.push(innerOf(raw) ?? raw);
      return translated ?? raw;
    });
    return { text: pieces.join(""), unknown };
  } catch {
    return { text, unknown };
  }
}

/** Outputs of one variable that is neither the trigger's nor a step's: they would be empty. */
export function foreignOutputs(text: string): { raw: string; name: string }[] {
  try {
    return topLevelTokens(text).flatMap((token) => {
      const raw = token.getText();
      const inner = innerOf(raw);
      const variable = inner === null ? null : readVariable(inner);
      if (variable === null || splitRoot(variable.keys).source !== null) return [];
      return [{ raw, name: accessText(variable.keys) }];
    });
  } catch {
    return [];
  }
}

/** The output in our names, itself where it is none of theirs, null where nothing answers to the name. */
function translateOutput(raw: string, fields: readonly OutputField[]): string | null {
  const inner = innerOf(raw);
  const variable = inner === null ? null : readVariable(inner);
  if (variable === null || variable.keys[0] === "steps") return raw;
  const [root, ...path] = variable.keys;
  if (root === TRIGGER && fieldAt(fields, path).known) return raw;
  const found = fieldNamed(variable.keys, fields);
  if (found === null) return root === TRIGGER ? raw : null;
  const filters = variable.filters === "" ? "" : ` ${variable.filters}`;
  return `{{ ${accessText([...rootOf(TRIGGER), ...found.path.split(".")])}${filters} }}`;
}

/** The one field that goes by a name; null where there is none, or two that are as good. */
export function fieldNamed(keys: readonly string[], fields: readonly OutputField[]): OutputField | null {
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
