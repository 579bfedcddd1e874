"use client";
import { useQueryClient } from "@tanstack/react-query";
import { callDoor } from "@/lib/contracts/call";
import { createConnection } from "@/lib/contracts/connections";
import { toast } from "../ui/toast";
import { useCommands, useScene } from "./builder-context";

/** A connection that needs no credentials is made at once and chosen; any other is set up on the connections page. */
export function useCreateConnection(nodeId: string): (integrationId: string) => void {
  const { integrations } = useScene();
  const { apply } = useCommands();
  const queries = useQueryClient();
  return (integrationId) => {
    const integration = integrations.find(({ id }) => id === integrationId);
    if (integration === undefined) return;
    if (integration.connection?.fields.some(({ required }) => required)) {
      window.open(`/connections?new=${encodeURIComponent(integrationId)}`, "_blank", "noopener");
      return;
    }
    callDoor(createConnection, { body: { integrationId, name: integration.name } }).then(
      async ({ id }) => {
        apply({ kind: "setConnection", nodeId, connectionId: id });
        await queries.invalidateQueries();
      },
      (error: Error) => toast.error(error.message),
    );
  };
}
