import type { NodeDescriptor } from "@/lib/graph/descriptor";

/** Where the public page of a trigger or an action is. */
export const nodePath = ({ integrationId, kind, slug }: NodeDescriptor): string =>
  `/integrations/${integrationId}/${kind === "trigger" ? "triggers" : "actions"}/${slug}`;
