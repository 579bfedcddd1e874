"use client";
import { useEffect } from "react";
import { useBuilder, useCommands } from "./builder-context";
import { InlineName } from "./inline-name";

/** Saved, and taken back, like every other change. */
export function WorkflowName() {
  const name = useBuilder((state) => state.history.title);
  const mayEdit = useBuilder((state) => state.mayEdit);
  const { rename } = useCommands();
  useEffect(() => {
    document.title = `${name} · Hookline`;
  }, [name]);
  if (!mayEdit) return <h1 className="bd-name-only">{name}</h1>;
  return <InlineName value={name} label="Workflow name" maxLength={200} onChange={rename} heading />;
}
