/** Descriptors for pages; public, because the integration pages are. */
import { integrationDescriptors, nodeDescriptor, nodeDescriptors } from "@/lib/catalogue/descriptors";
import { webhookSourceOf } from "@/lib/catalogue/lookup";
import type { IntegrationDescriptor, NodeDescriptor } from "@/lib/graph/descriptor";
import type { WebhookSource } from "@/lib/kit/webhook";

export const readCatalogue = (): IntegrationDescriptor[] => integrationDescriptors;
export const readNodes = (): NodeDescriptor[] => nodeDescriptors;
export const readIntegration = (id: string): IntegrationDescriptor | undefined =>
  integrationDescriptors.find((integration) => integration.id === id);
export const readNode = (type: string): NodeDescriptor | undefined => nodeDescriptor(type);
export const readSetup = (integrationId: string): WebhookSource["setup"] | undefined =>
  webhookSourceOf(integrationId)?.setup;
