"use client";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { deleteSample, type Sample, updateSample } from "@/lib/contracts/samples";
import { useDoorMutation } from "../../api/use-door";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { IconButton } from "../../ui/icon-button";
import { Input } from "../../ui/input";
import { Menu } from "../../ui/menu";
import { useScene } from "../builder-context";

/** Rename, delete. */
export function SampleMenu({ sample }: { sample: Sample }) {
  const { tests } = useScene();
  const [asking, setAsking] = useState<"rename" | "delete" | null>(null);
  const remove = useDoorMutation(deleteSample);
  const close = () => setAsking(null);
  const confirm = async () => {
    await remove.mutateAsync({ params: { sampleId: sample.id } });
    if (tests.getState().chosen?.id === sample.id) tests.getState().choose(null);
  };
  return (
    <>
      <Menu
        label={`More about ${sample.name}`}
        items={[
          { label: "Rename", onSelect: () => setAsking("rename") },
          { label: "Delete", onSelect: () => setAsking("delete"), danger: true },
        ]}
        trigger={
          <IconButton label={`More about ${sample.name}`}>
            <Ellipsis aria-hidden size={14} />
          </IconButton>
        }
      />
      {asking === "rename" && <RenameDialog sample={sample} onClose={close} />}
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={(open) => !open && close()}
        title={`Delete the sample “${sample.name}”?`}
        description="Nobody in this workspace can test with it any more. Workflows and runs are not touched."
        confirmLabel="Delete sample"
        danger
        onConfirm={confirm}
      />
    </>
  );
}

function RenameDialog({ sample, onClose }: { sample: Sample; onClose: () => void }) {
  const [name, setName] = useState(sample.name);
  const rename = useDoorMutation(updateSample);
  const save = () =>
    rename.mutate({ params: { sampleId: sample.id }, body: { name } }, { onSuccess: onClose });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rename sample"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={name.trim() === ""} loading={rename.isPending} onClick={save}>
            Rename
          </Button>
        </>
      }
    >
      <Field label="Name" error={rename.error?.message}>
        <Input
          autoFocus
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onKeyDown={({ key }) => key === "Enter" && name.trim() !== "" && save()}
        />
      </Field>
    </Dialog>
  );
}
