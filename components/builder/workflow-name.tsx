"use client";
import { useEffect } from "react";
import { useBuilder, useCommands } from "./builder-context";
import { InlineName } from "./inline-name";

/** Saved, and taken back, like every other change. */
export function WorkflowName() {
  const name = useBuilder((state) => state.history.title);
  const { rename } = useCommands();
  useEffect(() => {
    document.title = `${name} · Hookline`;
  }, [name]);
  return <InlineName value={name} label="Workflow name" maxLength={200} onChange={rename} heading />;
}
