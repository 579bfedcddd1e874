import type { OutputField } from "@/lib/graph/descriptor";
import { flattenFields } from "@/lib/graph/fields";

/** Field, type, example; generated from the output schema. */
export function OutputTable({ fields }: { fields: readonly OutputField[] }) {
  return (
    <div className="ui-card overflow-x-auto">
      <table className="w-full text-left text-[13px]">
        <thead className="border-b border-hairline text-muted">
          <tr>
            {["Field", "Type", "Example", "Meaning"].map((title) => (
              <th key={title} scope="col" className="px-4 py-2.5 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {flattenFields(fields).map((field) => (
            <tr key={field.path} className="border-b border-soft align-top last:border-b-0">
              <td className="px-4 py-2 font-mono text-[12px]">{field.path}</td>
              <td className="px-4 py-2 whitespace-nowrap text-ink-2">
                {field.type === "boolean" ? "yes/no" : field.type}
                {field.optional && <span className="text-muted">, may be absent</span>}
              </td>
              <td className="max-w-[260px] truncate px-4 py-2 font-mono text-[12px] text-ink-2">
                {shown(field)}
              </td>
              <td className="px-4 py-2 text-ink-2">{field.description ?? field.label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shown = ({ example }: OutputField) =>
  example === undefined ? "–" : typeof example === "string" ? example : JSON.stringify(example);
