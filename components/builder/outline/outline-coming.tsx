import { ModeSwitch } from "../mode-switch";
import { useNarrow } from "../use-narrow";
import "./outline.css";

const ROWS = 6;

interface Props {
  /** The server knows no screen: its page has the canvas and this, and the style sheet shows the one or the other. */
  onPhones?: boolean;
}

/** Keeps the outline's place until it is there. */
export function OutlineComing({ onPhones = false }: Props) {
  const narrow = useNarrow();
  return (
    <aside className="bo-panel" data-on-phones={onPhones || undefined} aria-label="Outline" aria-busy="true">
      {(onPhones || narrow) && <ModeSwitch />}
      <header>
        <h2>Outline</h2>
      </header>
      <div className="bo-tree" aria-hidden>
        {Array.from({ length: ROWS }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
          <div key={row} className="bo-row">
            <i className="ui-skeleton bo-bar" />
          </div>
        ))}
      </div>
    </aside>
  );
}
