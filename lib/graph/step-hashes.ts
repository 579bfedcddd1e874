/**
 * Of each step one short text that changes when something changes that decides what a test of it finds: the step's own settings, those of
 * every step before it, and the wires between. Names, positions and notes do not. Linear in nodes and edges, and a step that stayed the
 * same object is not looked at again.
 */
import { isRecord, type JsonValue } from "../base/json";
import { bodyOf, isLoop } from "./loops";
import {
  EACH_BRANCH,
  type NodeId,
  type WorkflowDocument,
  type WorkflowEdge,
  type WorkflowNode,
} from "./workflow";

export interface StepHashes {
  /** Of a step's own settings. */
  own: ReadonlyMap<NodeId, string>;
  /** Of the step, all before it, and the wires between. */
  whole: ReadonlyMap<NodeId, string>;
}

export function stepHashes(document: WorkflowDocument): StepHashes {
  const into = new Map<NodeId, WorkflowEdge[]>();
  for (const edge of document.edges) into.set(edge.target, [...(into.get(edge.target) ?? []), edge]);
  const own = new Map(document.nodes.map((node) => [node.id, ownHash(node)]));
  const whole = new Map<NodeId, string>();
  /** Of loops: without their bodies, which do not decide what a step in them finds. */
  const entry = new Map<NodeId, string>();
  for (const id of inOrder(document, into)) {
    const ways = (into.get(id) ?? []).map(({ source, branch }) => {
      const before = branch === EACH_BRANCH ? entry.get(source) : whole.get(source);
      return `${source} ${branch ?? ""} ${before ?? "circle"}`;
    });
    const made = hash(`${own.get(id)} ${ways.sort().join(" ")}`);
    entry.set(id, made);
    whole.set(id, isLoop(document, id) ? hash(`${made} ${bodyText(document, id, own)}`) : made);
  }
  return { own, whole };
}

/** What a loop's results come from. */
function bodyText(document: WorkflowDocument, loop: NodeId, own: ReadonlyMap<NodeId, string>): string {
  const body = new Set(bodyOf(document, loop));
  const steps = [...body].map((id) => `${id} ${own.get(id)}`);
  const ways = document.edges
    .filter(({ target }) => body.has(target))
    .map(({ source, branch, target }) => `${source} ${branch ?? ""} ${target}`);
  return [...steps, ...ways].sort().join(" ");
}

/** Each step after those before it; of a circle, in whatever order. Without recursion: a path may be long. */
function inOrder(document: WorkflowDocument, into: ReadonlyMap<NodeId, WorkflowEdge[]>): NodeId[] {
  const done = new Set<NodeId>();
  for (const { id: start } of document.nodes) {
    const stack = [start];
    const open = new Set<NodeId>();
    while (stack.length > 0) {
      const id = stack.at(-1) as NodeId;
      const before = (into.get(id) ?? []).filter(({ source }) => !done.has(source) && !open.has(source));
      if (done.has(id) || before.length === 0) {
        done.add(id);
        stack.pop();
      } else {
        open.add(id);
        stack.push(...before.map(({ source }) => source));
      }
    }
  }
  return [...done];
}

const owns = new WeakMap<WorkflowNode, string>();

function ownHash(node: WorkflowNode): string {
  const known = owns.get(node);
  if (known !== undefined) return known;
  const { type, config, connectionId, disabled } = node;
  const made = hash(JSON.stringify([type, inKeyOrder(config), connectionId, disabled === true]));
  owns.set(node, made);
  return made;
}

/** The database keeps members in an order of its own. */
function inKeyOrder(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort();
  return keys.map((key) => [key, inKeyOrder(value[key] as JsonValue)]);
}

/** Also for an event or a pinned output. */
export const hashOf = (value: JsonValue): string => hash(JSON.stringify(inKeyOrder(value)));

/** 53 bits: enough to notice a change, and nothing that anybody would want to forge. */
function hash(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
