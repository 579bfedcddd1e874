import type { InputField, IntegrationDescriptor, NodeDescriptor } from "@/lib/graph/descriptor";
import { cardSentence } from "@/lib/graph/sentence";
import { Badge } from "../ui/badge";
import { IntegrationIcon } from "../ui/integration-icon";
import { NodeIcon } from "../ui/node-icon";
import { NodeGrid } from "./node-link";
import { OutputTable } from "./output-table";
import { Breadcrumb, PageFrame, Section } from "./page-frame";

interface Props {
  integration: IntegrationDescriptor;
  node: NodeDescriptor;
  pairs: readonly NodeDescriptor[];
}

/** The public page of a trigger or action, generated from its one definition. */
export function NodePage({ integration, node, pairs }: Props) {
  const isTrigger = node.kind === "trigger";
  const others = integration.nodes.filter(({ kind, type }) => kind === node.kind && type !== node.type);
  return (
    <PageFrame>
      <Breadcrumb
        parts={[
          { label: "Integrations", href: "/integrations" },
          { label: integration.name, href: `/integrations/${integration.id}` },
          {
            label: isTrigger ? "Triggers" : "Steps",
            href: `/integrations/${integration.id}#${isTrigger ? "triggers" : "actions"}`,
          },
          { label: node.name },
        ]}
      />
      <Head integration={integration} node={node} />
      {isTrigger && (
        <Section id="when" title="When does it fire?">
          <p className="max-w-[72ch] text-[16px] leading-6">{node.firesWhen}</p>
        </Section>
      )}
      <Anatomy node={node} />
      {node.aliases.length > 0 && <SearchPhrases node={node} />}
      {isTrigger && (
        <Section id="wire" title="What is on the wire">
          <pre className="ui-card overflow-x-auto p-4 font-mono text-[12px] leading-5">
            {JSON.stringify(node.payloadExample, null, 2)}
          </pre>
        </Section>
      )}
      <Section id="outputs" title="What it gives to the next step">
        <OutputTable fields={node.outputs} />
      </Section>
      <Section id="pairs" title="Pairs with">
        <NodeGrid nodes={pairs} />
      </Section>
      <Questions node={node} />
      {others.length > 0 && (
        <Section
          id="more"
          title={isTrigger ? `More ${integration.name} triggers` : `More from ${integration.name}`}
        >
          <NodeGrid nodes={others} />
        </Section>
      )}
      <Closing node={node} />
    </PageFrame>
  );
}

function Head({ integration, node }: Pick<Props, "integration" | "node">) {
  return (
    <header className="flex items-start gap-5">
      <IntegrationIcon integrationId={integration.id} size={56} />
      <div>
        <h1 className="text-[28px] leading-9 font-semibold tracking-tight">{node.name}</h1>
        <p className="mt-1 text-[16px] leading-6 text-ink-2">{node.summary}</p>
        <p className="mt-3 flex flex-wrap gap-2">
          {node.kind === "trigger" && <Badge tone="success">Real-time</Badge>}
          <Badge>Updated {integration.updatedOn}</Badge>
        </p>
      </div>
    </header>
  );
}

function Anatomy({ node }: Pick<Props, "node">) {
  return (
    <Section id="anatomy" title="Anatomy">
      <div className="grid grid-cols-[300px_minmax(0,1fr)] gap-8 max-[900px]:grid-cols-1">
        <div className="ui-card self-start shadow-raised">
          <p className="flex items-center gap-2.5 border-b border-soft px-3 py-2">
            <NodeIcon icon={node.icon} role={node.role} />
            <span>
              <b className="block text-[13px] leading-4 font-semibold">{node.name}</b>
              <span className="text-[12px] text-muted">{node.integrationName}</span>
            </span>
          </p>
          <p className="px-3 py-3 text-[13px] text-ink-2">
            {cardSentence(node, {}, (text) => text).map((part) =>
              typeof part === "string" ? (
                part
              ) : (
                <code key={part.slot} className="rounded-[5px] bg-sunken px-1.5 font-mono text-[12px]">
                  {part.text}
                </code>
              ),
            )}
          </p>
        </div>
        <Inputs node={node} />
      </div>
    </Section>
  );
}

function Inputs({ node }: Pick<Props, "node">) {
  if (node.inputs.length === 0)
    return (
      <p className="text-ink-2">
        Nothing to fill in: drop it on the canvas and its {node.outputs.length} fields are there to pick from.
      </p>
    );
  return (
    <dl className="flex flex-col gap-3 text-[13px]">
      {node.inputs.map((input) => (
        <div key={input.key} className="grid grid-cols-[180px_minmax(0,1fr)] gap-4">
          <dt className="font-medium">
            {input.label}
            {input.required && <span className="text-muted"> (required)</span>}
          </dt>
          <dd className="text-ink-2">{input.description ?? whatGoesIn(input)}</dd>
        </div>
      ))}
    </dl>
  );
}

function whatGoesIn({ input, options }: InputField): string {
  if (options !== undefined) return options.map(({ label }) => label).join(", ");
  return WHAT_GOES_IN[input] ?? "Text, with fields of earlier steps in it.";
}
const WHAT_GOES_IN: Partial<Record<InputField["input"], string>> = {
  number: "A number, or a field of an earlier step.",
  boolean: "Yes or no, or a field of an earlier step.",
  date: "A date, or a field of an earlier step.",
  keyValue: "Names and values, with fields of earlier steps in them.",
  json: "Names and values, also within each other, with fields of earlier steps in them.",
  duration: "A number and a unit, such as 2 hours.",
  secret: "A secret; nobody sees it again.",
};

const SearchPhrases = ({ node }: Pick<Props, "node">) => (
  <Section id="phrases" title="You find it by typing">
    <ul className="flex flex-wrap gap-2">
      {node.aliases.map((alias) => (
        <li key={alias}>
          <Badge>{alias}</Badge>
        </li>
      ))}
    </ul>
  </Section>
);

const Questions = ({ node }: Pick<Props, "node">) => (
  <Section id="questions" title="Questions">
    <dl className="flex flex-col gap-5">
      {node.faq.map(({ question, answer }) => (
        <div key={question}>
          <dt className="font-semibold">{question}</dt>
          <dd className="mt-1 max-w-[72ch] text-ink-2">{answer}</dd>
        </div>
      ))}
    </dl>
  </Section>
);

function Closing({ node }: Pick<Props, "node">) {
  const isTrigger = node.kind === "trigger";
  return (
    <div className="ui-card mt-16 flex flex-wrap items-center gap-6 p-8">
      <p className="min-w-[240px] flex-1 text-[16px] leading-6 font-semibold">
        {isTrigger ? `Build a workflow that starts with ${node.name}.` : `Use ${node.name} in a workflow.`}
      </p>
      {/* No Link: it would be fetched ahead, and opening it makes a workflow. */}
      <a
        href={isTrigger ? `/workflows/new?trigger=${node.type}` : "/workflows"}
        className="ui-button"
        data-variant="primary"
      >
        {isTrigger ? "Open the builder with this trigger" : "Open Hookline"}
      </a>
    </div>
  );
}
