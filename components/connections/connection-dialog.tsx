"use client";
import { type FormEvent, useState } from "react";
import type { JsonValue } from "@/lib/base/json";
import { DoorError } from "@/lib/contracts/call";
import { type ConnectionView, createConnection, updateConnection } from "@/lib/contracts/connections";
import type { ConnectionDescriptor, InputField } from "@/lib/graph/descriptor";
import { useDoorMutation } from "../api/use-door";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

interface Props {
  descriptor: ConnectionDescriptor;
  connection: ConnectionView | null;
  onClose: () => void;
}

/** Secrets are never shown again: an empty secret field leaves the stored one as it is. */
export function ConnectionDialog({ descriptor, connection, onClose }: Props) {
  const [name, setName] = useState(connection?.name ?? descriptor.name);
  const [values, setValues] = useState<Record<string, JsonValue>>(
    (connection?.settings as Record<string, JsonValue>) ?? {},
  );
  const [freshness, setFreshness] = useState(String(connection?.freshnessSeconds ?? ""));
  const create = useDoorMutation(createConnection);
  const update = useDoorMutation(updateConnection);
  const { error, isPending } = connection ? update : create;
  const issues = error instanceof DoorError ? (error.body.issues ?? []) : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const options = { onSuccess: onClose };
    if (connection) {
      const freshnessSeconds =
        connection.freshnessSeconds === null ? {} : { freshnessSeconds: Number(freshness) };
      update.mutate(
        { params: { connectionId: connection.id }, body: { name, values, ...freshnessSeconds } },
        options,
      );
    } else create.mutate({ body: { integrationId: descriptor.integrationId, name, values } }, options);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={connection ? `Edit ${connection.name}` : `Connect ${descriptor.name}`}
      description={descriptor.help}
    >
      <form className="flex flex-col gap-4 pt-2" onSubmit={submit}>
        <Field label="Name">
          <Input value={name} required maxLength={120} onChange={(event) => setName(event.target.value)} />
        </Field>
        {descriptor.fields.map((field) => (
          <Field
            key={field.key}
            label={field.label}
            hint={field.description}
            error={issues.find((issue) => issue.field === field.key)?.message}
          >
            <ValueInput
              field={field}
              value={values[field.key]}
              isSet={connection?.secretKeys.includes(field.key) ?? false}
              onChange={(value) => setValues({ ...values, [field.key]: value })}
            />
          </Field>
        ))}
        {connection?.freshnessSeconds != null && (
          <Field
            label="Freshness in seconds"
            hint="Requests whose signature is further away from our clock are held, not run. Usually 300."
          >
            <Input
              type="number"
              min={30}
              max={86_400}
              required
              value={freshness}
              onChange={(event) => setFreshness(event.target.value)}
            />
          </Field>
        )}
        {error && issues.length === 0 && (
          <p role="alert" className="ui-field-error">
            {error.message}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" loading={isPending}>
            {connection ? "Save" : "Connect"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ValueProps {
  field: InputField;
  value: JsonValue | undefined;
  isSet: boolean;
  onChange: (value: JsonValue) => void;
}

function ValueInput({ field, value, isSet, onChange }: ValueProps) {
  if (field.input === "select")
    return (
      <Select
        value={String(value ?? field.default ?? "")}
        options={field.options ?? []}
        onValueChange={onChange}
      />
    );
  const secret = field.input === "secret";
  return (
    <Input
      type={secret ? "password" : "text"}
      autoComplete="off"
      placeholder={isSet ? "Saved; type to replace it" : field.placeholder}
      value={String(value ?? (secret ? "" : (field.default ?? "")))}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
