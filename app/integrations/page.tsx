import type { Metadata } from "next";
import Link from "next/link";
import { Breadcrumb, PageFrame } from "@/components/integrations/page-frame";
import { stepCount } from "@/components/integrations/step-count";
import { IntegrationIcon } from "@/components/ui/integration-icon";
import { readCatalogue } from "@/lib/server/catalogue";

export const metadata: Metadata = {
  title: "Integrations",
  description: "Everything that a workflow can start with or do.",
};

export default function IntegrationsPage() {
  return (
    <PageFrame>
      <Breadcrumb parts={[{ label: "Integrations" }]} />
      <h1 className="text-[28px] leading-9 font-semibold tracking-tight">Integrations</h1>
      <p className="mt-1 mb-8 text-[16px] text-ink-2">Everything that a workflow can start with or do.</p>
      <ul className="grid grid-cols-2 gap-3 max-[900px]:grid-cols-1">
        {readCatalogue().map(({ id, name, summary, nodes, category }) => (
          <li key={id}>
            <Link
              href={`/integrations/${id}`}
              className="ui-card flex h-full items-start gap-4 p-5 no-underline hover:bg-sunken"
            >
              <IntegrationIcon integrationId={id} size={40} />
              <span>
                <b className="font-semibold">{name}</b>
                <span className="block text-[12px] text-muted">
                  {category} · {stepCount(nodes)}
                </span>
                <span className="mt-1 block text-[13px] text-ink-2">{summary}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </PageFrame>
  );
}
