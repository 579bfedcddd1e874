import type { IntegrationDescriptor, NodeDescriptor } from "../graph/descriptor";
import { describeIntegration } from "./describe";
import { INTEGRATIONS } from "./registry";

export const integrationDescriptors: IntegrationDescriptor[] = INTEGRATIONS.map(describeIntegration);
export const nodeDescriptors: NodeDescriptor[] = integrationDescriptors.flatMap(({ nodes }) => nodes);

const byType = new Map(nodeDescriptors.map((descriptor) => [descriptor.type, descriptor]));
export const nodeDescriptor = (type: string): NodeDescriptor | undefined => byType.get(type);
