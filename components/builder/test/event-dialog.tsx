"use client";
import { useMemo, useState } from "react";
import { createSample, updateSample } from "@/lib/contracts/samples";
import type { OutputField } from "@/lib/graph/descriptor";
import { useDoorMutation } from "../../api/use-door";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { useScene } from "../builder-context";
import { OutputEditor, readOutput, textOf } from "./output-editor";
import { sampleEvent } from "./test-event";
import type { TestEvent } from "./test-store";

interface Props {
  event: TestEvent;
  fields: readonly OutputField[];
  startIn: "form" | "json";
  onClose: () => void;
}

/** The chosen event, to change it for tests, and to keep it under a name. */
export function EventDialog({ event, fields, startIn, onClose }: Props) {
  const { tests } = useScene();
  const [text, setText] = useState(() => textOf(event.output, fields));
  const { output } = useMemo(() => readOutput(text, fields), [text, fields]);
  const change = useDoorMutation(updateSample);
  const use = () => {
    if (output === null) return;
    tests.getState().choose({ ...event, kind: "edited", id: null, name: editedName(event), output });
    onClose();
  };
  const saveChanges = () => {
    if (output === null || event.id === null) return;
    const input = { params: { sampleId: event.id }, body: { output } };
    change.mutate(input, {
      onSuccess: (sample) => {
        tests.getState().choose(sampleEvent(sample));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title="Event to test with"
      description={`From ${event.name}. What you change here is for tests alone.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {event.kind === "sample" && (
            <Button disabled={output === null} loading={change.isPending} onClick={saveChanges}>
              Save changes
            </Button>
          )}
          <Button variant="primary" disabled={output === null} onClick={use}>
            Test with it
          </Button>
        </>
      }
    >
      <OutputEditor fields={fields} text={text} startIn={startIn} onChange={setText} />
      {change.error && (
        <p className="ui-field-error" role="alert">
          {change.error.message}
        </p>
      )}
      <SaveAs event={event} output={output} onSaved={onClose} />
    </Dialog>
  );
}

const editedName = ({ kind, name }: TestEvent) => (kind === "edited" ? name : `${name}, edited`);

interface SaveProps {
  event: TestEvent;
  output: TestEvent["output"] | null;
  onSaved: () => void;
}

function SaveAs({ event, output, onSaved }: SaveProps) {
  const { tests } = useScene();
  const [name, setName] = useState("");
  const create = useDoorMutation(createSample);
  const save = () => {
    if (output === null) return;
    const body = { triggerType: event.triggerType, name, output };
    create.mutate(
      { body },
      {
        onSuccess: (sample) => {
          tests.getState().choose(sampleEvent(sample));
          onSaved();
        },
      },
    );
  };
  return (
    <div className="bt-save-as">
      <Field
        label="Save as sample"
        hint="Everybody in this workspace can test with it."
        error={create.error?.message}
      >
        <Input
          maxLength={120}
          placeholder="Name"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </Field>
      <Button disabled={output === null || name.trim() === ""} loading={create.isPending} onClick={save}>
        Save
      </Button>
    </div>
  );
}
