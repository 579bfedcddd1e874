"use client";
/** What *Once only* compares runs by, put together from the sample. */
import type { InputField } from "@/lib/graph/descriptor";
import { resolveTemplate, type Scope } from "@/lib/graph/references";
import type { WorkflowNode } from "@/lib/graph/workflow";
import { useInspector } from "./inspector-context";

export interface KeyPart {
  label: string;
  /** Empty: missing in the sample. */
  text: string;
}

export function claimKeyParts(
  inputs: readonly InputField[],
  config: WorkflowNode["config"],
  scope: Scope,
): KeyPart[] {
  return inputs.map(({ key, label }) => ({ label, text: textOf(config[key] ?? null, scope) }));
}

/** What does not parse has its own finding. */
function textOf(template: WorkflowNode["config"][string], scope: Scope): string {
  try {
    const value = resolveTemplate(template, scope) ?? "";
    return (typeof value === "object" ? JSON.stringify(value) : String(value)).trim();
  } catch {
    return "";
  }
}

export const keyText = (parts: readonly KeyPart[]) => parts.map(({ text }) => text).join(" · ");

interface Props {
  /** That make the key and are shown. */
  inputs: readonly InputField[];
  config: WorkflowNode["config"];
}

export function ClaimKey({ inputs, config }: Props) {
  const parts = claimKeyParts(inputs, config, useInspector().scope);
  const missing = parts.filter(({ text }) => text === "").map(({ label }) => label);
  return (
    <output className="in-claim-key" aria-label="Key of the sample">
      <span className="ui-field-label">Key of the sample</span>
      {missing.length === 0 ? (
        <code>{keyText(parts)}</code>
      ) : (
        <span className="ui-field-hint">None: the sample has no value for {missing.join(" and ")}.</span>
      )}
    </output>
  );
}
