"use client";
import { useState } from "react";
import { workflowSettings } from "@/lib/graph/workflow";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useCommands, useDraft } from "./builder-context";

/** What holds for the workflow as a whole. It is part of the draft: undone like any change, in force once it is published. */
export function SettingsDialog() {
  const draft = useDraft();
  const { apply, openDialog } = useCommands();
  const [text, setText] = useState(String(draft.settings?.maxRuns ?? ""));
  const settings = workflowSettings.safeParse(
    text.trim() === "" ? {} : { ...draft.settings, maxRuns: Number(text) },
  );
  const save = () => {
    if (!settings.success) return;
    apply({ kind: "setSettings", settings: settings.data });
    openDialog(null);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && openDialog(null)}
      title="Settings"
      description="They hold for the whole workflow, from the next time it is published."
      footer={
        <>
          <Button variant="secondary" onClick={() => openDialog(null)}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form="workflow-settings" disabled={!settings.success}>
            Save
          </Button>
        </>
      }
    >
      <form
        id="workflow-settings"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label="Runs at once"
          hint="Empty: as many as there are. With a number, further runs wait and start as soon as one ends; none is lost. A run that waits for a time, or for another try, does not count."
          error={settings.success ? undefined : "A whole number from 1 to 1,000, or nothing."}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            placeholder="No limit"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
