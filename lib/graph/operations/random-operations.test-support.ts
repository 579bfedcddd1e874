/** Random operations of every kind, the same for the same seed, on documents that may lack what they name. */
import type { NodeId, WorkflowDocument, WorkflowNode } from "../workflow";
import { newEdge } from "./node-operations";
import type { Operation } from "./operation";

export type Random = (below: number) => number;

/** The minimal standard generator: whole numbers from 0 to below the limit. */
export function randomFrom(seed: number): Random {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const node = (id: NodeId, x: number): WorkflowNode => ({
  id,
  type: "http.request",
  config: { url: "{{ trigger.href }}" },
  position: { x, y: 0 },
});

const KINDS = [
  "addNode",
  "insertOnEdge",
  "removeNodes",
  "moveNodes",
  "addEdge",
  "removeEdges",
  "setConfig",
  "setConfigValue",
  "setName",
  "setOptions",
  "setConnection",
  "setDisabled",
  "duplicateNodes",
  "insertFragment",
  "setDirection",
  "setSettings",
  "addNote",
  "changeNote",
  "removeNotes",
] as const satisfies readonly Operation["kind"][];

/** `step` makes the new ids. */
export function randomOperation(document: WorkflowDocument, random: Random, step: number): Operation {
  const pick = <T>(list: readonly T[]): T | undefined => list[random(Math.max(1, list.length))];
  const someId = () => pick(document.nodes)?.id ?? "gone";
  const noteId = () => pick(document.notes ?? [])?.id ?? "gone";
  const at = () => ({ x: random(900), y: random(900) });
  const make: { [K in (typeof KINDS)[number]]: () => Extract<Operation, { kind: K }> } = {
    addNode: () => ({ kind: "addNode", node: node(`n${step}`, random(900)), after: { source: someId() } }),
    insertOnEdge: () => ({
      kind: "insertOnEdge",
      edgeId: pick(document.edges)?.id ?? "gone",
      node: node(`n${step}`, random(900)),
    }),
    removeNodes: () => ({ kind: "removeNodes", nodeIds: [someId(), someId()] }),
    moveNodes: () => ({ kind: "moveNodes", positions: { [someId()]: at(), [noteId()]: at() } }),
    addEdge: () => ({
      kind: "addEdge",
      edge: newEdge({
        source: someId(),
        target: someId(),
        ...(random(2) ? { branch: `b${random(3)}` } : {}),
      }),
    }),
    removeEdges: () => ({ kind: "removeEdges", edgeIds: [pick(document.edges)?.id ?? "gone"] }),
    setConfig: () => ({ kind: "setConfig", nodeId: someId(), config: { url: `u${random(9)}` } }),
    setConfigValue: () => ({
      kind: "setConfigValue",
      nodeId: someId(),
      key: `k${random(3)}`,
      value: random(3) === 0 ? undefined : random(9),
    }),
    setName: () => ({ kind: "setName", nodeId: someId(), name: random(3) === 0 ? "" : `name ${random(9)}` }),
    setOptions: () => ({ kind: "setOptions", nodeId: someId(), options: { maxAttempts: 1 + random(5) } }),
    setConnection: () => ({
      kind: "setConnection",
      nodeId: someId(),
      connectionId: random(2) ? `conn_${random(3)}` : undefined,
    }),
    setDisabled: () => ({ kind: "setDisabled", nodeId: someId(), disabled: random(2) === 0 }),
    duplicateNodes: () => ({
      kind: "duplicateNodes",
      newIds: { [someId()]: `d${step}`, [someId()]: `e${step}`, [noteId()]: `dn${step}` },
      offset: { x: 32, y: 32 },
    }),
    insertFragment: () => ({
      kind: "insertFragment",
      nodes: [node(`f${step}`, 0), node(`g${step}`, 300)],
      edges: [newEdge({ source: `f${step}`, target: `g${step}` })],
      notes: [{ id: `fn${step}`, text: "", position: at(), size: { width: 200, height: 100 } }],
    }),
    setSettings: () => ({ kind: "setSettings", settings: random(2) ? { maxRuns: 1 + random(9) } : {} }),
    setDirection: () => ({ kind: "setDirection", direction: random(2) ? "down" : "right" }),
    addNote: () => ({
      kind: "addNote",
      note: { id: `note${step}`, text: "hello", position: at(), size: { width: 240, height: 120 } },
    }),
    changeNote: () => ({
      kind: "changeNote",
      noteId: noteId(),
      change: random(2) ? { text: `t${random(9)}` } : { color: random(2) ? "blue" : undefined },
    }),
    removeNotes: () => ({ kind: "removeNotes", noteIds: [noteId()] }),
  };
  return make[KINDS[random(KINDS.length)] ?? "addNode"]();
}
