"use client";
import { ExternalLink } from "lucide-react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { nodePath } from "../../integrations/node-path";
import { TypeBadge } from "./type-badge";

const MAX_SHOWN = 4;

/** What a step needs and what it gives, before it is added. */
export function StepPreview({ descriptor }: { descriptor: NodeDescriptor | undefined }) {
  if (descriptor === undefined) return null;
  const { name, summary, inputs, outputs, branching, aliases, integrationName, needsConnection } = descriptor;
  const needed = inputs.filter(({ required }) => required).map(({ label }) => label);
  const needs = [...(needsConnection ? [`a ${integrationName} connection`] : []), ...needed];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also for those who have no wheel
    <section className="bp-preview" aria-label={`About ${name}`} tabIndex={0}>
      <h3>{name}</h3>
      <p>{summary}</p>
      <a href={nodePath(descriptor)} target="_blank" rel="noreferrer">
        All about it <ExternalLink aria-hidden size={12} />
        <span className="sr-only">: {name}, in a new tab</span>
      </a>
      <dl>
        <dt>Needs</dt>
        <dd>{needs.join(", ") || "nothing"}</dd>
        {outputs.length > 0 && <dt>Outputs</dt>}
        {outputs.length > 0 && (
          <dd>
            {outputs.slice(0, MAX_SHOWN).map(({ path, label, type }) => (
              <span key={path}>
                {label} <TypeBadge type={type} />
              </span>
            ))}
            {outputs.length > MAX_SHOWN && <em>{`and ${outputs.length - MAX_SHOWN} more`}</em>}
          </dd>
        )}
        {branching && <dt>Paths</dt>}
        {branching && <dd>{pathsOf(branching)}</dd>}
        {aliases.length > 0 && <dt>Found by</dt>}
        {aliases.length > 0 && <dd className="bp-aliases">{aliases.slice(0, 6).join(", ")}</dd>}
      </dl>
    </section>
  );
}

const pathsOf = ({ fixed, fromConfig }: NonNullable<NodeDescriptor["branching"]>): string =>
  [...(fromConfig ? ["one for each branch"] : []), ...fixed.map(({ name }) => name)].join(", and ");
