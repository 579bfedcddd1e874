/** Descriptors for pages; public, because the integration pages are. */
import { integrationDescriptors, nodeDescriptor, nodeDescriptors } from "@/lib/catalogue/descriptors";
import type { IntegrationDescriptor, NodeDescriptor } from "@/lib/graph/descriptor";

export const readCatalogue = (): IntegrationDescriptor[] => integrationDescriptors;
export const readNodes = (): NodeDescriptor[] => nodeDescriptors;
export const readIntegration = (id: string): IntegrationDescriptor | undefined =>
  integrationDescriptors.find((integration) => integration.id === id);
export const readNode = (type: string): NodeDescriptor | undefined => nodeDescriptor(type);
