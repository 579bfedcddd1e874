/** Everything that a step's ways out could lead to, and the wires that leave it, as entries of the palette. */
import { nodeName } from "@/lib/graph/fields";
import { newEdge } from "@/lib/graph/operations/node-operations";
import { edgesFrom } from "@/lib/graph/traverse";
import { wireFault } from "@/lib/graph/wire-fault";
import { ERROR_BRANCH, type WorkflowNode } from "@/lib/graph/workflow";
import { branchRows } from "../../canvas/ways-out";
import type { Now } from "./command";
import type { Entry, Icons } from "./command-search";

interface Way {
  branch?: string;
  /** Said before the step that it leads to; empty for the plain way. */
  name: string;
}

export function connectEntries(now: Now, icons: Icons): Entry[] {
  const [step] = now.steps;
  if (step === undefined) return [];
  return [
    ...waysOf(now, step).flatMap((way) => targets({ now, step, way, icons })),
    ...removals(now, step, icons),
  ];
}

function waysOf({ scene }: Now, step: WorkflowNode): Way[] {
  const descriptor = scene.lookup(step.type);
  const rows = branchRows(step, descriptor, []);
  const plain: Way[] = rows.length === 0 ? [{ name: "" }] : rows;
  return descriptor?.canFail ? [...plain, { branch: ERROR_BRANCH, name: "If it fails" }] : plain;
}

const nameIn = ({ scene }: Now, node: WorkflowNode): string => nodeName(node, scene.lookup(node.type));

function targets({
  now,
  step,
  way,
  icons,
}: {
  now: Now;
  step: WorkflowNode;
  way: Way;
  icons: Icons;
}): Entry[] {
  const { document, scene, state } = now;
  const taken = new Set(
    edgesFrom(document, step.id)
      .filter(({ branch }) => branch === way.branch)
      .map(({ target }) => target),
  );
  const branch = way.branch === undefined ? {} : { branch: way.branch };
  return document.nodes
    .filter(({ id }) => !taken.has(id))
    .map((target) => ({ target, edge: newEdge({ source: step.id, target: target.id, ...branch }) }))
    .filter(({ edge }) => wireFault(document, edge, scene.lookup) === null)
    .map(({ target, edge }): Entry => {
      return {
        id: `connect ${edge.id}`,
        name: nameIn(now, target),
        group: way.name === "" ? `Connect ${nameIn(now, step)} to` : `Connect ${way.name} to`,
        words: way.name,
        icon: icons.step(target.type, now),
        run: () => state.apply({ kind: "addEdge", edge }),
      };
    });
}

function removals(now: Now, step: WorkflowNode, icons: Icons): Entry[] {
  const { document, state } = now;
  return edgesFrom(document, step.id).flatMap((edge): Entry[] => {
    const target = document.nodes.find(({ id }) => id === edge.target);
    if (target === undefined) return [];
    return [
      {
        id: `disconnect ${edge.id}`,
        name: `Remove the wire to ${nameIn(now, target)}`,
        group: "Connected now",
        words: "disconnect delete",
        icon: icons.step(target.type, now),
        danger: true,
        run: () => state.apply({ kind: "removeEdges", edgeIds: [edge.id] }),
      },
    ];
  });
}
