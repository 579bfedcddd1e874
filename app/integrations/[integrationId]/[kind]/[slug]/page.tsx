import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NodePage } from "@/components/integrations/node-page";
import { readIntegration, readNode, readNodes } from "@/lib/server/catalogue";

/** `kind` is `triggers` or `actions`. */
type Props = { params: Promise<{ integrationId: string; kind: string; slug: string }> };

export const dynamicParams = false;
export const generateStaticParams = () =>
  readNodes().map(({ integrationId, kind, slug }) => ({ integrationId, kind: `${kind}s`, slug }));

async function find(params: Props["params"]) {
  const { integrationId, slug } = await params;
  return readNode(`${integrationId}.${slug}`);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const node = await find(params);
  return { title: node && `${node.name} · ${node.integrationName}`, description: node?.summary };
}

export default async function Page({ params }: Props) {
  const node = await find(params);
  const integration = node && readIntegration(node.integrationId);
  if (node === undefined || integration === undefined) notFound();
  const pairs = node.pairsWith.flatMap((type) => readNode(type) ?? []);
  return <NodePage integration={integration} node={node} pairs={pairs} />;
}
