/**
 * What graph, builder, pages and API docs know about a node type. Plain JSON, derived from its definition by the catalogue;
 * the browser sees nothing else, so no `run` function, secret or SDK can reach a client bundle.
 */
import type { JsonValue } from "../base/json";
import type { CheckCode } from "./validate/check-catalogue";

/** Color family of a step (interface.md 2.4). */
export type NodeRole = "trigger" | "logic" | "action" | "time" | "data";

/** Semantic type of a value; picks the badge in the picker and the operators of a condition. */
export type FieldType = "text" | "number" | "boolean" | "date" | "url" | "list" | "object";

/** One input of the configuration form. */
export interface InputField {
  key: string;
  label: string;
  description?: string;
  placeholder?: string;
  /**
   * `text`/`multiline`/`url`/`code`: a template (text with pills). `json`: a tree with templates in its string leaves.
   * `keyValue`: `{name: template}`. `duration`: `{amount, unit: seconds|minutes|hours|days}`.
   * `conditions`: a condition group. `branches`: `[{id, name, conditions}]`. `cases`: `[{id, name}]`, the name being the values.
   * `choice`: a value of a list that the service gives (`list`). `multiSelect`: `[value]`. `date`: `2026-01-31`. Of these and of `number`, `boolean`
   * and `select` the value may be one reference instead.
   * `expression`: JSONata. `shape`: of a result (result-shape.ts); kept, not shown.
   */
  input:
    | "text"
    | "multiline"
    | "url"
    | "number"
    | "boolean"
    | "select"
    | "json"
    | "keyValue"
    | "duration"
    | "conditions"
    | "branches"
    | "cases"
    | "secret"
    | "choice"
    | "multiSelect"
    | "date"
    | "code"
    | "expression"
    | "shape";
  /** For `choice`: which of the connection's lists. */
  list?: string;
  options?: { value: string; label: string }[];
  required: boolean;
  default?: JsonValue;
  /** What a new step has here. Unlike a default it can be emptied. */
  start?: JsonValue;
  /** Shown only while another field has one of these values. */
  showWhen?: { key: string; in: JsonValue[] };
  /** A literal must be one of these. */
  format?: "timeZone";
  /** Drawn under "Advanced", folded. */
  advanced?: boolean;
}

/** One value that a later step can pick. Objects list their members in `fields`. */
export interface OutputField {
  /** Last part of the path. */
  key: string;
  /** From the step's output, dots between parts: `customer.email`. */
  path: string;
  label: string;
  type: FieldType;
  description?: string;
  /** May be absent on a real event. */
  optional: boolean;
  example?: JsonValue;
  fields?: OutputField[];
  /** `fields` are the documented members; a real value may have others (a raw payload). */
  open?: boolean;
  /** Of a list: what its entries are, where that is known. Its path is of no matter. */
  entry?: OutputField;
  /** Of a loop: there only for the steps that this way out leads to: `each` for those in its body, `done` for those after it. */
  within?: "each" | "done";
}

export interface BranchDescriptor {
  id: string;
  name: string;
}

export interface ConnectionDescriptor {
  integrationId: string;
  name: string;
  help: string;
  fields: InputField[];
  /** A webhook endpoint comes with it (Customer.io). */
  hasEndpoint: boolean;
}

export interface NodeDescriptor {
  /** `<integrationId>.<slug>`; stored in documents. */
  type: string;
  kind: "trigger" | "action";
  role: NodeRole;
  integrationId: string;
  integrationName: string;
  slug: string;
  name: string;
  /** Other words a user may search for. */
  aliases: string[];
  summary: string;
  /** A lucide icon name in kebab-case. */
  icon: string;
  docsUrl: string;
  /** Card sentence with `{key}` slots for config values: "Send {method} to {url}[ with {body}]", the part in brackets only where its fields are shown. */
  sentence: string;
  inputs: InputField[];
  outputs: OutputField[];
  sample: JsonValue;
  needsConnection: boolean;
  /** Fixed ways out, and/or the config key that lists the user's own (`[{id, name, …}]`). Absent: one plain way out. */
  branching?: {
    fixed: BranchDescriptor[];
    fromConfig?: string;
    /** While this key of the configuration has the value, all branches that fit are taken, not only the first. */
    all?: { key: string; is: JsonValue };
  };
  /** Key of an input and an output, both objects: the output has the members that the configuration names (described-node.ts). */
  mirrors?: string;
  /** It calculates; these are its inputs and its output (result-shape.ts). */
  evaluates?: { expression: string; data: string; result: string; shape: string };
  /** Only one run per key goes on; these inputs, as far as they are shown, make the key. */
  claims?: { inputs: string[] };
  /** It is a loop: the input that gives its list, and the output that holds the item of an iteration; its ways out are `each` and `done`. */
  loops?: { list: string; item: string };
  /** It has an error way out (every action that can fail). */
  canFail: boolean;
  /** What holds where a step's options say nothing: tries in all, the wait before the second, the time limit of each. Of actions that can fail. */
  tries?: { maxAttempts: number; backoffMs: number; timeoutMs: number };
  safeToRepeat: boolean;
  firesWhen?: string;
  /** Path of the output that holds a clicked link; branches are then offered by link. */
  linkField?: string;
  payloadExample?: JsonValue;
  pairsWith: string[];
  faq: { question: string; answer: string }[];
}

export interface IntegrationDescriptor {
  id: string;
  name: string;
  summary: string;
  description: string;
  category: string;
  docsUrl: string;
  /** ISO date of the last change to its nodes. */
  updatedOn: string;
  connection?: ConnectionDescriptor;
  nodes: NodeDescriptor[];
}

/** A finding on a draft. Errors block publishing; warnings do not. */
export interface Issue {
  code: CheckCode;
  severity: "error" | "warning";
  /** What is wrong, where and why, in plain words. */
  message: string;
  /** What to do next. */
  hint?: string;
  nodeId?: string;
  /** Config key within the node. */
  field?: string;
  /** Another workflow that has to do with it. */
  elsewhere?: { workflowId: string; name: string };
}
