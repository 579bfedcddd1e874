"use client";
/** What can be done with a pill: formats one after the other, each with what it makes of the sample; another field; away with it. */
import { Popover } from "@base-ui/react/popover";
import { Copy, Replace, Trash2, TriangleAlert } from "lucide-react";
import { type RefObject, useRef, useState } from "react";
import { exactReference, type Reference, rewritten } from "@/lib/graph/references";
import type { FilterCall } from "@/lib/graph/template/engine";
import { Button } from "../../ui/button";
import { NodeIcon } from "../../ui/node-icon";
import { OVER_PAGE } from "../../ui/placing";
import { FieldPicker } from "./field-picker";
import { useInspector } from "./inspector-context";
import { moved, previewOf, previewText } from "./pill-chain";
import { PillFormatRow } from "./pill-format-row";
import { PillFormatSearch } from "./pill-format-search";
import "./pill-menu.css";
import { toast } from "../../ui/toast";

interface Props {
  /** Null: closed. */
  raw: string | null;
  anchor: RefObject<Element | null>;
  onChange: (raw: string) => void;
  onRemove?: (() => void) | undefined;
  onClose: () => void;
}

export function PillMenu({ raw, anchor, onChange, onRemove, onClose }: Props) {
  const reference = raw === null ? null : exactReference(raw);
  return (
    <Popover.Root open={reference !== null} onOpenChange={(open) => !open && onClose()}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={() => besidePanel(anchor.current)}
          side="left"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          style={OVER_PAGE}
        >
          {/* The field takes the focus back itself, with the caret behind the pill. */}
          <Popover.Popup className="ui-popover in-pill-menu" aria-label="Format the field" finalFocus={false}>
            {reference && (
              <MenuBody reference={reference} onChange={onChange} onRemove={onRemove} onClose={onClose} />
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Level with the pill, and beside the whole form, so that the text around the pill stays in sight. */
function besidePanel(element: Element | null) {
  const panel = element?.closest(".bd-panel");
  if (!element || !panel) return element;
  const getBoundingClientRect = () => {
    const { top, right, height } = element.getBoundingClientRect();
    const { left } = panel.getBoundingClientRect();
    return new DOMRect(left, top, right - left, height);
  };
  return { getBoundingClientRect };
}

type BodyProps = Omit<Props, "raw" | "anchor"> & { reference: Reference };

function MenuBody({ reference, onChange, onRemove, onClose }: BodyProps) {
  const { scope } = useInspector();
  const [added, setAdded] = useState(-1);
  const { calls } = reference;
  const write = (next: readonly FilterCall[]) => onChange(rewritten(reference, { calls: [...next] }));
  return (
    <>
      <Head reference={reference} onChange={onChange} />
      <ol className="in-chain" aria-label="Formats, in order">
        <li className="in-chain-sample">
          <span>Sample</span>
          <samp>{previewText(previewOf(reference, scope, []))}</samp>
        </li>
        {calls.map((call, index) => (
          <PillFormatRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the same format may be there twice; its place is what it is
            key={index}
            call={call}
            place={index + 1}
            count={calls.length}
            fresh={index === added}
            preview={previewOf(reference, scope, calls.slice(0, index + 1))}
            onChange={(next) => write(calls.toSpliced(index, 1, next))}
            onMove={(by) => write(moved(calls, index, index + by))}
            onRemove={() => write(calls.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <PillFormatSearch
        reference={reference}
        onAdd={(call) => {
          setAdded(calls.length);
          write([...calls, call]);
        }}
      />
      <footer className="in-pill-foot">
        <Button size="sm" variant="ghost" onClick={() => copyLiquid(reference.raw)}>
          <Copy aria-hidden size={14} /> Copy Liquid
        </Button>
        {onRemove && (
          <Button size="sm" variant="ghost" onClick={onRemove}>
            <Trash2 aria-hidden size={14} /> Remove
          </Button>
        )}
        <Button size="sm" variant="primary" className="ml-auto" onClick={onClose}>
          Done
        </Button>
      </footer>
    </>
  );
}

async function copyLiquid(raw: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(raw);
    toast("Copied");
  } catch {
    toast.error("This browser gives a page its clipboard only by key: select the pill and press Ctrl and C.");
  }
}

/** Name and origin; what is wrong, and another field in its place with the formats kept. */
function Head({ reference, onChange }: Pick<BodyProps, "reference" | "onChange">) {
  const [picking, setPicking] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const { pillOf } = useInspector();
  const { label, sourceName, icon, fault } = pillOf(rewritten(reference, { calls: [] }));
  const pick = (raw: string) => {
    const picked = exactReference(raw);
    if (picked) onChange(rewritten(reference, { source: picked.source, path: picked.path }));
  };
  return (
    <header className="in-pill-head" ref={anchor}>
      <NodeIcon icon={icon} bare />
      <p>
        <b>{label}</b>
        <small>{sourceName}</small>
      </p>
      <Button size="sm" variant={fault === null ? "ghost" : "secondary"} onClick={() => setPicking(true)}>
        <Replace aria-hidden size={14} /> {fault === null ? "Change field" : "Pick another field"}
      </Button>
      {fault !== null && (
        <p className="in-pill-fault" role="alert">
          <TriangleAlert aria-hidden size={14} /> {fault}
        </p>
      )}
      <FieldPicker open={picking} onOpenChange={setPicking} anchor={anchor} onPick={pick} />
    </header>
  );
}
