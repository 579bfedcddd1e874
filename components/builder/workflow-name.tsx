"use client";
import { useBuilder, useCommands } from "./builder-context";
import { InlineName } from "./inline-name";

/** Saved, and taken back, like every other change. */
export function WorkflowName() {
  const name = useBuilder((state) => state.history.title);
  const { rename } = useCommands();
  return <InlineName value={name} label="Workflow name" maxLength={200} onChange={rename} heading />;
}
