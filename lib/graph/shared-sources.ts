import { type PickerSource, sourcesFor } from "./sources";
import type { CatalogueLookup } from "./traverse";
import type { NodeId, WorkflowDocument } from "./workflow";

/** What every one of the steps can use, in the order of the first; sure only where it is for all. */
export function sharedSources(
  document: WorkflowDocument,
  ids: readonly NodeId[],
  lookup: CatalogueLookup,
): PickerSource[] {
  const [first = [], ...others] = ids.map((id) => sourcesFor(document, id, lookup));
  return first.flatMap((source) => {
    const same = others.map((list) => list.find(({ nodeId }) => nodeId === source.nodeId));
    if (same.includes(undefined)) return [];
    return [{ ...source, guaranteed: source.guaranteed && same.every((other) => other?.guaranteed) }];
  });
}
