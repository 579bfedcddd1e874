import type { FieldType } from "@/lib/graph/descriptor";

const WORDS: Partial<Record<FieldType, string>> = { boolean: "yes/no" };

export function TypeBadge({ type }: { type: FieldType }) {
  return (
    <i className="bp-type" data-type={type}>
      {WORDS[type] ?? type}
    </i>
  );
}
