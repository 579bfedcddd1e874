/** Away with steps, notes and wires. What other steps use of them is asked about first. */
import { loadTemplateEngine, templateEngine } from "#template-engine";
import { nodeName } from "@/lib/graph/fields";
import type { Operation } from "@/lib/graph/operations/operation";
import { usesOf } from "@/lib/graph/step-uses";
import { untilLoaded } from "../ui/until-loaded";
import type { BuilderScene } from "./builder-context";
import { undoToast } from "./undo-toast";

export function removeSteps(scene: BuilderScene, ids: readonly string[], edgeIds: readonly string[]): void {
  // Only who can read every template knows what is used.
  if (templateEngine() === null) {
    void untilLoaded(loadTemplateEngine).then(() => removeSteps(scene, ids, edgeIds));
    return;
  }
  const { history, askDelete } = scene.store.getState();
  if (usesOf(history.document, ids, scene.lookup).length > 0) askDelete({ ids, edgeIds });
  else removeWithout(scene, { ids, edgeIds });
}

interface Removal {
  ids: readonly string[];
  edgeIds: readonly string[];
  /** Changes to the steps that stay; the whole is one change. */
  before?: readonly Operation[];
}

export function removeWithout({ store, lookup }: BuilderScene, { ids, edgeIds, before = [] }: Removal): void {
  const { history, apply } = store.getState();
  const { nodes, notes = [], edges } = history.document;
  const steps = nodes.filter(({ id }) => ids.includes(id));
  const noteIds = notes.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
  const wires = edges.filter(({ id }) => edgeIds.includes(id));
  const count = steps.length + noteIds.length;
  const removals: Operation[] = [
    ...(steps.length > 0 ? [{ kind: "removeNodes" as const, nodeIds: steps.map(({ id }) => id) }] : []),
    ...(noteIds.length > 0 ? [{ kind: "removeNotes" as const, noteIds }] : []),
    ...(wires.length > 0 ? [{ kind: "removeEdges" as const, edgeIds: wires.map(({ id }) => id) }] : []),
  ];
  if (removals.length === 0) return;
  const [first] = steps;
  const one = first ? nodeName(first, lookup(first.type)) : "the note";
  const several = `${count} ${noteIds.length > 0 ? "items" : "steps"}`;
  const what = count === 1 ? one : several;
  const named = (steps.length > 0 && noteIds.length > 0) || before.length > 0;
  apply([...before, ...removals], named ? { name: `delete ${what}` } : {});
  // A wire is a small loss, and its way back is on the canvas.
  if (count > 0) undoToast(store, `Deleted ${what}`);
}
