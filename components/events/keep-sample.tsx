"use client";
import { useState } from "react";
import { keepEvent } from "@/lib/contracts/samples";
import { useDoorMutation } from "../api/use-door";
import { useMayEdit } from "../shell/may-edit";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { toast } from "../ui/toast";

/** Keeps the event under a name, for testing workflows with it. */
export function KeepSample({ eventId, about }: { eventId: string; about: string }) {
  const [name, setName] = useState(about);
  const [open, setOpen] = useState(false);
  const mayEdit = useMayEdit();
  const keep = useDoorMutation(keepEvent);
  const save = () =>
    keep.mutate(
      { params: { eventId }, body: { name } },
      {
        onSuccess: (sample) => {
          setOpen(false);
          toast.success(
            `Kept as “${sample.name}”. It is in the Test tab of every workflow with that trigger.`,
          );
        },
      },
    );
  if (!mayEdit) return null;
  if (!open)
    return (
      <Button size="sm" onClick={() => setOpen(true)}>
        Keep as sample
      </Button>
    );
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <Field label="Name of the sample" error={keep.error?.message}>
          <Input autoFocus maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
      </div>
      <Button onClick={() => setOpen(false)}>Cancel</Button>
      <Button variant="primary" disabled={name.trim() === ""} loading={keep.isPending} onClick={save}>
        Keep
      </Button>
    </div>
  );
}
