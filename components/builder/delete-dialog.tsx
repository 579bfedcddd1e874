"use client";
/** Steps are to go, and others use what they give: which fields, where, and what becomes of each. */
import { type FormEvent, useId, useMemo, useState } from "react";
import { nodeName } from "@/lib/graph/fields";
import { applyOperation } from "@/lib/graph/operations/apply";
import { TRIGGER } from "@/lib/graph/references";
import { replaceUses, type UsedField, usesOf } from "@/lib/graph/step-uses";
import { nodeOf, triggerNodeOf } from "@/lib/graph/traverse";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useCommands, useDraft, useScene } from "./builder-context";
import { removeWithout } from "./remove-steps";
import { type Choice, UsedFieldChoice } from "./used-field-choice";

interface Props {
  ids: readonly string[];
  edgeIds: readonly string[];
}

export function DeleteDialog({ ids, edgeIds }: Props) {
  const scene = useScene();
  const { lookup } = scene;
  const document = useDraft();
  const { askDelete } = useCommands();
  const formId = useId();
  const fields = useMemo(() => usesOf(document, ids, lookup), [document, ids, lookup]);
  const after = useMemo(
    () => applyOperation(document, { kind: "removeNodes", nodeIds: [...ids] }).document,
    [document, ids],
  );
  const ofTrigger = ids.includes(triggerNodeOf(document, lookup)?.id ?? "");
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const choiceOf = ({ key, source }: UsedField): Choice =>
    choices.has(key) ? choices.get(key) : source === TRIGGER ? "keep" : "empty";
  const open = fields.filter((field) => choiceOf(field) === undefined).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const decisions = new Map(fields.map((field) => [field.key, choiceOf(field) ?? "empty"]));
    askDelete(null);
    removeWithout(scene, { ids, edgeIds, before: replaceUses(document, fields, decisions) });
  };
  const steps = ids.flatMap((id) => nodeOf(document, id) ?? []);
  const [first] = steps;
  const what =
    first && steps.length === 1 ? `“${nodeName(first, lookup(first.type))}”` : `${steps.length} steps`;
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && askDelete(null)}
      size="lg"
      title={`Delete ${what}?`}
      description={usedBy(fields, steps.length)}
      footer={
        <>
          <Button onClick={() => askDelete(null)}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="danger"
            disabled={open > 0}
            title={open > 0 ? "Pick the field that is to take its place first" : undefined}
          >
            Delete {steps.length === 1 ? "step" : `${steps.length} steps`}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="bd-uses">
        {fields.map((field) => (
          <UsedFieldChoice
            key={field.key}
            field={field}
            before={document}
            after={after}
            choice={choiceOf(field)}
            canKeep={ofTrigger && field.source === TRIGGER}
            onChoose={(choice) => setChoices(new Map(choices).set(field.key, choice))}
          />
        ))}
      </form>
    </Dialog>
  );
}

function usedBy(fields: readonly UsedField[], steps: number): string {
  const users = new Set(fields.flatMap(({ uses }) => uses.map(({ nodeId }) => nodeId)));
  const places = fields.reduce((sum, { uses }) => sum + uses.length, 0);
  const what = steps === 1 ? "it gives" : "they give";
  const who = users.size === 1 ? "another step uses" : `${users.size} other steps use`;
  return `${who[0]?.toUpperCase()}${who.slice(1)} what ${what}, in ${places === 1 ? "one place" : `${places} places`}. Choose what becomes of ${fields.length === 1 ? "it" : "each"}.`;
}
