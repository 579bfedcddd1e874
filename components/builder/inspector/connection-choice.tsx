"use client";
import type { ConnectionView } from "@/lib/contracts/connections";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Select } from "../../ui/select";

export const takesConnection = ({ needsConnection, kind }: NodeDescriptor): boolean =>
  needsConnection || kind === "trigger";

interface Props {
  connectionId: string | undefined;
  connections: readonly ConnectionView[];
  integrationName: string;
  error: string | undefined;
  /** A trigger may leave it open: publishing then takes the first, or makes one. */
  optional: boolean;
  onChange: (connectionId: string | undefined) => void;
  onCreate: () => void;
}

export function ConnectionChoice({
  connectionId,
  connections,
  integrationName,
  error,
  optional,
  onChange,
  onCreate,
}: Props) {
  const none = optional
    ? connections.length > 0
      ? "The first one"
      : "Made when you publish"
    : "Choose a connection";
  const options = [
    { value: "", label: none },
    ...connections.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Field label={`${integrationName} connection`} error={error}>
      <div className="grid grid-cols-[1fr_auto] gap-2">
        <Select
          aria-label={`${integrationName} connection`}
          value={connectionId ?? ""}
          options={options}
          onValueChange={(id) => onChange(id === "" ? undefined : id)}
        />
        <Button onClick={onCreate}>New</Button>
      </div>
    </Field>
  );
}
