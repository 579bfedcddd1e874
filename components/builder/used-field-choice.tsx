"use client";
import { useId, useMemo } from "react";
import { exactReference, referenceText } from "@/lib/graph/references";
import { sharedSources } from "@/lib/graph/shared-sources";
import { describeReference } from "@/lib/graph/sources";
import type { Decision, UsedField } from "@/lib/graph/step-uses";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { useScene } from "./builder-context";
import { InspectorProvider, type PillLabel } from "./inspector/inspector-context";
import { Pill } from "./inspector/pill";
import { ReferenceButton } from "./inspector/reference-button";

/** Undefined: a field is to be picked, and is not yet. */
export type Choice = Decision | undefined;

interface Props {
  field: UsedField;
  before: WorkflowDocument;
  /** Without the steps. */
  after: WorkflowDocument;
  choice: Choice;
  /** A new trigger may have it again. */
  canKeep: boolean;
  onChoose: (choice: Choice) => void;
}

/** Of several steps each may have a reason of its own. */
const noReason = () => null;

/** One field of a step that is to go: where it is used, and what takes its place. */
export function UsedFieldChoice({ field, before, after, choice, canKeep, onChoose }: Props) {
  const { lookup } = useScene();
  const name = useId();
  const sources = useMemo(
    () => sharedSources(after, [...new Set(field.uses.map(({ nodeId }) => nodeId))], lookup),
    [after, field, lookup],
  );
  const sampleOf = (reference: string) =>
    sources.find((source) => source.reference === reference)?.sample ?? null;
  const lookAt = (reference: { source: string; path: string[] }): PillLabel => ({
    ...describeReference(before, reference, lookup),
    fault: null,
  });
  const raw = referenceText(field.source, field.path);
  const { label } = lookAt(field);
  const picked = choice !== "empty" && choice !== "keep" ? choice : undefined;
  const replacing = choice === undefined || picked !== undefined;
  return (
    <InspectorProvider sources={sources} sampleOf={sampleOf} lookAt={lookAt} whyEmpty={noReason}>
      <fieldset className="bd-use">
        <legend>
          <Pill raw={raw} /> of “{lookAt(field).sourceName}”
        </legend>
        <p className="bd-use-places">
          Used in {field.uses.map(({ stepName, inputLabel }) => `${inputLabel} of “${stepName}”`).join(", ")}
        </p>
        {canKeep && (
          <label>
            <input type="radio" name={name} checked={choice === "keep"} onChange={() => onChoose("keep")} />
            Keep it for the next trigger
          </label>
        )}
        <label>
          <input type="radio" name={name} checked={choice === "empty"} onChange={() => onChoose("empty")} />
          Keep as empty
        </label>
        <div className="bd-use-replace">
          <label>
            <input
              type="radio"
              name={name}
              checked={replacing}
              disabled={sources.length === 0}
              onChange={() => onChoose(undefined)}
            />
            Replace with…
          </label>
          {replacing && (
            <ReferenceButton
              plain
              label={`Field in place of ${label}`}
              value={picked ? referenceText(picked.source, picked.path) : ""}
              onChange={(next) => onChoose(exactReference(next) ?? undefined)}
            />
          )}
        </div>
        {sources.length === 0 && <p className="bd-use-places">No other step comes before all of them.</p>}
      </fieldset>
    </InspectorProvider>
  );
}
