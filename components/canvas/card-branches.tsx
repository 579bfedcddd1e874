"use client";
import { Handle, Position } from "@xyflow/react";
import { Check } from "lucide-react";
import { useCanvas } from "./canvas-context";
import { splitPills } from "./field-labels";
import type { CardData } from "./flow-elements";
import { OpenWay } from "./open-way";
import { useMeasuredOrder } from "./use-measured-order";
import { conditionWords, plainWords } from "./way-words";
import { handleOf, type WayOut } from "./ways-out";

interface Props {
  rows: readonly WayOut[];
  data: CardData;
  label: string;
}

/** One row for each way out, its handle at its right end. */
export function CardBranches({ rows, data, label }: Props) {
  useMeasuredOrder(
    data.node.id,
    rows.map(({ branch }) => handleOf(branch)),
  );
  return (
    <div className="wf-branches">
      {rows.map((row) => (
        <BranchRow key={row.branch} row={row} data={data} label={label} />
      ))}
    </div>
  );
}

function BranchRow({ row, data, label }: Omit<Props, "rows"> & { row: WayOut }) {
  const { labels, mode } = useCanvas();
  const full = data.wired.includes(row.branch ?? "");
  const taken = data.mark?.takenBranches?.includes(row.branch ?? "") ?? false;
  const condition = conditionWords(row, data.descriptor, labels.labelOf);
  return (
    <div
      className="wf-branch"
      data-branch={row.branch}
      data-missing={row.missing || undefined}
      data-taken={taken || undefined}
    >
      <b title={row.name}>{row.name}</b>
      {taken ? (
        <Check role="img" aria-label="taken" size={14} className="wf-took" />
      ) : (
        <span title={plainWords(condition, labels.icons)}>{shortWords(condition, labels.icons)}</span>
      )}
      <Handle
        id={handleOf(row.branch)}
        type="source"
        isConnectable={mode === "edit"}
        position={Position.Right}
        className="wf-handle"
        data-full={full || undefined}
        data-taken={taken || undefined}
        data-error={row.missing || undefined}
        role="img"
        aria-label={`Out of ${label} by ${row.name}`}
      />
      {!full && <OpenWay source={data.node.id} branch={row.branch} label={`${label}, ${row.name}`} />}
    </div>
  );
}

/** A page is told by its path. */
const withoutHosts = (text: string) =>
  text.replace("is the same page as", "is").replaceAll(/https?:\/\/[^/\s]+(?=\/)/g, "");

/** A row has little room: the field that the condition begins with, and hosts, are left to the tooltip. */
function shortWords(condition: string, icons: readonly string[]): string {
  const pieces = splitPills(condition, icons);
  const rest = typeof pieces[0] === "object" && pieces.length > 1 ? pieces.slice(1) : pieces;
  return withoutHosts(rest.map((piece) => (typeof piece === "string" ? piece : piece.label)).join(""));
}
