"use client";
import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { type ConnectionView, listConnections } from "@/lib/contracts/connections";
import type { ConnectionDescriptor } from "@/lib/graph/descriptor";
import { useDoorQuery } from "../api/use-door";
import { useStream } from "../api/use-stream";
import { useMayEdit } from "../shell/may-edit";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { ListSkeleton } from "../ui/list-skeleton";
import { Menu } from "../ui/menu";
import { PageHeader } from "../ui/page-header";
import { ConnectionCard } from "./connection-card";
import { ConnectionDialog } from "./connection-dialog";

type Editing = { descriptor: ConnectionDescriptor; connection: ConnectionView | null } | null;

export function ConnectionList({ kinds }: { kinds: readonly ConnectionDescriptor[] }) {
  const mayEdit = useMayEdit();
  const wanted = useSearchParams().get("new");
  const first = kinds.find(({ integrationId }) => integrationId === wanted);
  const [editing, setEditing] = useState<Editing>(
    first && mayEdit ? { descriptor: first, connection: null } : null,
  );
  const { data, error, refetch } = useDoorQuery(listConnections, {});
  useStream("delivery", () => void refetch());
  const items = kinds.map((descriptor) => ({
    label: descriptor.name,
    onSelect: () => setEditing({ descriptor, connection: null }),
  }));
  const kindOf = (connection: ConnectionView) =>
    kinds.find(({ integrationId }) => integrationId === connection.integrationId);
  return (
    <>
      <PageHeader
        title="Connections"
        action={
          mayEdit && (
            <Menu
              label="New connection"
              items={items}
              trigger={
                <Button variant="primary">
                  <Plus aria-hidden size={16} /> New connection
                </Button>
              }
            />
          )
        }
      >
        Services that send events here, and services that steps call.
      </PageHeader>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <ListSkeleton rows={2} />}
      {data?.connections.length === 0 && (
        <div className="ui-card">
          <EmptyState title="No connections yet">
            Publishing a workflow makes the one for Customer.io. Make one for Slack or for your mail server
            here.
          </EmptyState>
        </div>
      )}
      <div className="flex flex-col gap-4">
        {data?.connections.map((connection) => {
          const descriptor = kindOf(connection);
          return (
            <ConnectionCard
              key={connection.id}
              connection={connection}
              descriptor={descriptor}
              onEdit={() => descriptor && setEditing({ descriptor, connection })}
            />
          );
        })}
      </div>
      {editing && <ConnectionDialog {...editing} onClose={() => setEditing(null)} />}
    </>
  );
}
