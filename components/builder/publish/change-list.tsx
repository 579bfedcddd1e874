import { ArrowRightLeft, Minus, Plus } from "lucide-react";
import type { ChangeSentence } from "./change-sentences";

const KINDS = {
  added: { word: "Added", Icon: Plus },
  changed: { word: "Changed", Icon: ArrowRightLeft },
  removed: { word: "Removed", Icon: Minus },
};

export function ChangeList({ changes, empty }: { changes: readonly ChangeSentence[]; empty: string }) {
  if (changes.length === 0) return <p className="bd-box bd-box-text">{empty}</p>;
  return (
    <ul className="bd-box" aria-label="Changes">
      {keyed(changes).map(({ key, change: { kind, subject, text } }) => {
        const { word, Icon } = KINDS[kind];
        return (
          <li key={key} className="bd-change">
            <span data-kind={kind}>
              <Icon aria-hidden size={14} strokeWidth={1.75} />
              {word}
            </span>
            <p>
              <b>{subject}</b> {text}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** Two steps of the same name may have been removed: the place in the list tells them apart. */
const keyed = (changes: readonly ChangeSentence[]) =>
  changes.map((change, index) => ({ change, key: `${index} ${change.kind}` }));
