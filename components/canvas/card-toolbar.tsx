"use client";
import { Copy, Pencil, Play, Power, Settings2, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useCanvas } from "./canvas-context";
import type { NodeCommand } from "./canvas-props";
import type { CardData } from "./flow-elements";

interface Props {
  data: CardData;
  label: string;
}

/**
 * Over the card while the pointer or the focus is on it. It is not there before the card was first used: with the toolbars of all cards
 * a large workflow's page is twice the size.
 */
export function CardToolbar(props: Props) {
  const [used, setUsed] = useState(false);
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // The focus is on React Flow's element around the card.
    const around = mark.current?.closest(".react-flow__node");
    const use = () => setUsed(true);
    around?.addEventListener("pointerenter", use);
    around?.addEventListener("focusin", use);
    return () => {
      around?.removeEventListener("pointerenter", use);
      around?.removeEventListener("focusin", use);
    };
  }, []);
  return used ? <Tools {...props} /> : <span ref={mark} hidden />;
}

function Tools({ data, label }: Props) {
  const { command } = useCanvas();
  const { node, descriptor } = data;
  const isTrigger = descriptor?.kind === "trigger";
  const tools: { command: NodeCommand; name: string; Icon: typeof Copy }[] = [
    { command: "open", name: "Set up", Icon: Settings2 },
    { command: "testToHere", name: "Test to", Icon: Play },
    { command: "rename", name: "Rename", Icon: Pencil },
    ...(isTrigger
      ? []
      : [
          { command: "duplicate" as const, name: "Duplicate", Icon: Copy },
          { command: "toggleDisabled" as const, name: node.disabled ? "Enable" : "Disable", Icon: Power },
        ]),
    { command: "remove", name: "Delete", Icon: Trash2 },
  ];
  return (
    <div className="wf-toolbar nodrag" role="toolbar" aria-label={`Tools for ${label}`}>
      {tools.map(({ command: name, name: title, Icon }) => (
        <button
          key={name}
          type="button"
          title={title}
          aria-label={`${title} ${label}`}
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            command(node.id, name);
          }}
        >
          <Icon aria-hidden size={16} strokeWidth={1.5} />
        </button>
      ))}
    </div>
  );
}
