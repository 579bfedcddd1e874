"use client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { updateWorkflow, type WorkflowSummary } from "@/lib/contracts/workflows";
import { useDoorMutation } from "../api/use-door";
import { toast } from "../ui/toast";

/** The name in its place in the list. Enter and leaving keep it, Escape does not. */
export function RenameField({
  workflow: { id, name },
  onEnd,
}: {
  workflow: WorkflowSummary;
  onEnd: () => void;
}) {
  const [typed, setTyped] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const rename = useDoorMutation(updateWorkflow);
  useEffect(() => field.current?.select(), []);
  const keep = () => {
    const next = typed.trim();
    if (done.current) return;
    done.current = true;
    if (next === "" || next === name) return onEnd();
    rename.mutate(
      { params: { workflowId: id }, body: { name: next } },
      {
        onError: (error) => toast.error(`The name was not changed. ${error.message}`),
        onSettled: onEnd,
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") keep();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    done.current = true;
    onEnd();
  };
  return (
    <input
      ref={field}
      className="ui-input wl-rename"
      aria-label="Workflow name"
      maxLength={200}
      value={typed}
      readOnly={rename.isPending}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
    />
  );
}
