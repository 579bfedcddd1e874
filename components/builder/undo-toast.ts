import { toast } from "../ui/toast";
import type { BuilderStore } from "./store";

/** Says what was just done, with a way back for as long as nothing else was done since. */
export function undoToast(store: BuilderStore, words: string): void {
  const entry = store.getState().history.past.at(-1);
  const takeBack = () => {
    const { history, undo } = store.getState();
    if (history.past.at(-1) === entry) undo();
    else toast("There are newer changes. Undo takes them back one after another.");
  };
  toast(words, { action: { label: "Undo", onClick: takeBack } });
}
