/** What is on each card, where the card itself hears of it: one that changes draws itself again, and nothing asks the others. */
import type { NodeId } from "@/lib/graph/workflow";
import type { CardData, Cards } from "./flow-elements";

export interface CardStore {
  get: (id: NodeId) => CardData | undefined;
  subscribe: (id: NodeId, changed: () => void) => () => void;
  /** Tells those that differ. What was on cards that are gone stays: React Flow takes them down a moment later. */
  show: (cards: Cards) => void;
}

export function createCardStore(first: Cards): CardStore {
  const shown = new Map(first);
  const listeners = new Map<NodeId, Set<() => void>>();
  return {
    get: (id) => shown.get(id),
    subscribe: (id, changed) => {
      const those = listeners.get(id) ?? new Set();
      listeners.set(id, those.add(changed));
      return () => {
        those.delete(changed);
        if (those.size === 0 && listeners.get(id) === those) listeners.delete(id);
      };
    },
    show: (cards) => {
      for (const [id, data] of cards) {
        if (shown.get(id) === data) continue;
        shown.set(id, data);
        for (const changed of listeners.get(id) ?? []) changed();
      }
    },
  };
}
