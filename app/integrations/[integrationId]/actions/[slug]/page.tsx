import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NodePage } from "@/components/integrations/node-page";
import { readIntegration, readNode, readNodes } from "@/lib/server/catalogue";

type Props = { params: Promise<{ integrationId: string; slug: string }> };

export const dynamicParams = false;
export const generateStaticParams = () =>
  readNodes()
    .filter(({ kind }) => kind === "action")
    .map(({ integrationId, slug }) => ({ integrationId, slug }));

async function find(params: Props["params"]) {
  const { integrationId, slug } = await params;
  return readNode(`${integrationId}.${slug}`);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const node = await find(params);
  return { title: node && `${node.name} · ${node.integrationName}`, description: node?.summary };
}

export default async function ActionPage({ params }: Props) {
  const node = await find(params);
  const integration = node && readIntegration(node.integrationId);
  if (node === undefined || integration === undefined) notFound();
  return (
    <NodePage
      integration={integration}
      node={node}
      pairs={node.pairsWith.flatMap((type) => readNode(type) ?? [])}
    />
  );
}
