import type { JsonValue } from "@/lib/base/json";

/** A value as people read it: names and values in a list, deeper parts indented, entries of lists counted from one. */
export function JsonView({ value }: { value: JsonValue }) {
  if (value === null || typeof value !== "object") return <Leaf value={value} />;
  const entries = Object.entries(value);
  if (entries.length === 0)
    return <span className="text-muted">{Array.isArray(value) ? "empty list" : "empty"}</span>;
  return (
    <dl className="flex flex-col gap-1 text-[13px]">
      {entries.map(([key, member]) => (
        <div
          key={key}
          className={
            typeof member === "object" && member !== null
              ? ""
              : "grid grid-cols-[minmax(90px,34%)_minmax(0,1fr)] gap-3"
          }
        >
          <dt className="[overflow-wrap:anywhere] text-muted">{key}</dt>
          <dd
            className={
              typeof member === "object" && member !== null
                ? "mt-1 ml-3 border-l border-soft pl-3"
                : "min-w-0"
            }
          >
            <JsonView value={member} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Leaf({ value }: { value: string | number | boolean | null }) {
  if (value === null || value === "")
    return <span className="text-muted">{value === null ? "nothing" : "empty text"}</span>;
  return <span className="font-mono text-[12px] [overflow-wrap:anywhere]">{String(value)}</span>;
}
