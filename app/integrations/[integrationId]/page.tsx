import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NodeGrid } from "@/components/integrations/node-link";
import { Breadcrumb, PageFrame, Section } from "@/components/integrations/page-frame";
import { IntegrationIcon } from "@/components/ui/integration-icon";
import { readCatalogue, readIntegration } from "@/lib/server/catalogue";

type Props = { params: Promise<{ integrationId: string }> };

export const dynamicParams = false;
export const generateStaticParams = () => readCatalogue().map(({ id }) => ({ integrationId: id }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const integration = readIntegration((await params).integrationId);
  return { title: integration?.name, description: integration?.summary };
}

export default async function IntegrationPage({ params }: Props) {
  const integration = readIntegration((await params).integrationId);
  if (integration === undefined) notFound();
  const triggers = integration.nodes.filter(({ kind }) => kind === "trigger");
  const actions = integration.nodes.filter(({ kind }) => kind === "action");
  return (
    <PageFrame>
      <Breadcrumb parts={[{ label: "Integrations", href: "/integrations" }, { label: integration.name }]} />
      <header className="flex items-start gap-5">
        <IntegrationIcon integrationId={integration.id} size={56} />
        <div>
          <h1 className="text-[28px] leading-9 font-semibold tracking-tight">{integration.name}</h1>
          <p className="mt-1 max-w-[72ch] text-[16px] leading-6 text-ink-2">{integration.description}</p>
        </div>
      </header>
      {triggers.length > 0 && (
        <Section id="triggers" title="Triggers">
          <NodeGrid nodes={triggers} />
        </Section>
      )}
      {actions.length > 0 && (
        <Section id="actions" title="Steps">
          <NodeGrid nodes={actions} />
        </Section>
      )}
    </PageFrame>
  );
}
