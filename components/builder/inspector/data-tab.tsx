"use client";
/** What comes into the step, left, and what it gives on, right: typed trees whose rows go into the step's fields. */
import { Copy } from "lucide-react";
import { useId, useMemo, useState } from "react";
import type { InputField, NodeDescriptor } from "@/lib/graph/descriptor";
import { TRIGGER } from "@/lib/graph/references";
import type { PickerSource } from "@/lib/graph/sources";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Menu } from "../../ui/menu";
import { useInspector } from "./inspector-context";
import { entryText } from "./picker-index";
import { pickerKey } from "./picker-keys";
import { Origin } from "./picker-line";
import { PickerList } from "./picker-list";
import { isRow, type PickerRow, pickerLines } from "./picker-rows";
import "./picker.css";
import "./data-tab.css";
import { toast } from "../../ui/toast";

interface Props {
  nodeId: string;
  descriptor: NodeDescriptor;
  from: PickerSource["from"];
  sample: PickerSource["sample"];
  /** The inputs that take a field, and what puts it there. */
  targets: readonly InputField[];
  onPut: (input: InputField, raw: string) => void;
}

export function DataTab({ nodeId, descriptor, from, sample, targets, onPut }: Props) {
  const { sources } = useInspector();
  const isTrigger = descriptor.kind === "trigger";
  const output = useMemo(
    (): PickerSource => ({
      nodeId,
      reference: isTrigger ? TRIGGER : nodeId,
      name: descriptor.name,
      integrationId: descriptor.integrationId,
      icon: descriptor.icon,
      role: descriptor.role,
      fields: descriptor.outputs,
      sample,
      from,
      distance: 0,
      guaranteed: true,
    }),
    [nodeId, isTrigger, descriptor, sample, from],
  );
  return (
    <div className="in-data">
      <section aria-label="Input">
        <header>
          <h3>Input</h3>
          <small>{isTrigger ? "" : "from the steps before"}</small>
        </header>
        <Tree
          label="Input"
          sources={sources}
          none={
            isTrigger
              ? "The trigger starts the run; nothing comes before it."
              : "No step comes before this one yet."
          }
          actions={(row) => <PutInto row={row} targets={targets} onPut={onPut} />}
        />
      </section>
      <section aria-label="Output">
        <header>
          <h3>Output</h3>
          <Origin {...from} />
        </header>
        <Tree label="Output" sources={[output]} bare none="This step gives nothing on." />
      </section>
    </div>
  );
}

interface TreeProps {
  label: string;
  sources: readonly PickerSource[];
  /** Without the heads of the sources. */
  bare?: boolean;
  /** Where there is nothing. */
  none: string;
  actions?: (row: PickerRow) => React.ReactNode;
}

function Tree({ label, sources, bare, none, actions }: TreeProps) {
  const id = useId();
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const lines = useMemo(() => {
    const all = pickerLines({ sources, seen: null, search: "", expanded });
    return bare ? all.filter(isRow) : all;
  }, [sources, expanded, bare]);
  const rows = lines.filter(isRow);
  const chosen = rows.find(({ key }) => key === chosenKey);
  const goTo = (row: PickerRow | undefined) => row && setChosenKey(row.key);
  const toggle = (row: PickerRow, open = !row.expanded) => {
    const next = new Set(expanded);
    if (open) next.add(row.key);
    else next.delete(row.key);
    setExpanded(next);
    goTo(row);
  };
  if (lines.length === 0) return <p className="in-data-none">{none}</p>;
  return (
    <div className="in-data-tree">
      <PickerList
        id={id}
        label={label}
        lines={lines}
        active={chosen}
        words={[]}
        onPick={goTo}
        onToggle={toggle}
        onKeyDown={(event) => {
          const state = { search: "", rows, active: chosen ?? rows[0], goTo, toggle, pick: goTo };
          const act = pickerKey(event, state);
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
      />
      {chosen && (
        <div className="in-data-foot">
          <code>{chosen.field.path}</code>
          {actions?.(chosen)}
          <IconButton label="Copy the reference" onClick={() => void copy(entryText(chosen))}>
            <Copy aria-hidden size={14} />
          </IconButton>
        </div>
      )}
    </div>
  );
}

async function copy(raw: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(raw);
    toast.success("Copied. It can be pasted into any field of a later step.");
  } catch {
    toast.error(`The browser did not allow copying. The reference is ${raw}`);
  }
}

function PutInto({ row, targets, onPut }: Pick<Props, "targets" | "onPut"> & { row: PickerRow }) {
  const raw = entryText(row);
  if (targets.length === 0) return null;
  const items = targets.map((input) => ({ label: input.label, onSelect: () => onPut(input, raw) }));
  return <Menu label="Put it into" items={items} trigger={<Button size="sm">Put into…</Button>} />;
}
